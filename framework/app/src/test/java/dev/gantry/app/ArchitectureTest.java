package dev.gantry.app;

import static com.tngtech.archunit.core.domain.JavaConstructor.CONSTRUCTOR_NAME;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.gantry.engine.execution.OutputRouter;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the compiled modules may know of each other and of the machine they run on. */
class ArchitectureTest {

    private static final JavaClasses GANTRY = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.gantry");

    @Test
    void everyClassBelongsToAModule() {
        classes()
                .should(belongToAModule())
                .because("a package that no module owns escapes every other rule")
                .allowEmptyShould(true)
                .check(GANTRY);
    }

    @Test
    void modulesUseOnlyTheModulesAllowedToThem() {
        classes()
                .should(useOnlyAllowedModules())
                .because("what GantryModule does not list is forbidden")
                .allowEmptyShould(true)
                .check(GANTRY);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.gantry.(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(GANTRY);
    }

    @Test
    void onlyTheCommandLinePrints() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.gantry.cli..")
                .and()
                .doNotBelongToAnyOf(OutputRouter.class)
                .should(ACCESS_STANDARD_STREAMS)
                .because("a job's output is routed to its run and the server's own goes to the log")
                .allowEmptyShould(true)
                .check(GANTRY);
    }

    @Test
    void onlyTheEdgesReadTheWallClock() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.gantry.app..", "dev.gantry.cli..")
                .should()
                .accessTargetWhere(are(readingTheWallClock()))
                .because("an injected InstantSource is what lets a test move the time")
                .allowEmptyShould(true)
                .check(GANTRY);
    }

    private static ArchCondition<JavaClass> belongToAModule() {
        return new ArchCondition<>("belong to a module") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (GantryModule.ofPackage(type.getPackageName()).isEmpty()) {
                    events.add(SimpleConditionEvent.violated(
                            type, "%s is in no package of GantryModule".formatted(type.getName())));
                }
            }
        };
    }

    private static ArchCondition<JavaClass> useOnlyAllowedModules() {
        return new ArchCondition<>("use only the modules allowed to their own") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getDirectDependenciesFromSelf().stream()
                        .filter(ArchitectureTest::isForbidden)
                        .forEach(use -> events.add(SimpleConditionEvent.violated(use, use.getDescription())));
            }
        };
    }

    private static boolean isForbidden(Dependency use) {
        Optional<GantryModule> from =
                GantryModule.ofPackage(use.getOriginClass().getPackageName());
        Optional<GantryModule> to = GantryModule.ofPackage(use.getTargetClass().getPackageName());
        return from.isPresent() && to.isPresent() && !from.get().mayUse(to.get());
    }

    private static DescribedPredicate<JavaAccess<?>> readingTheWallClock() {
        return DescribedPredicate.describe("reading the wall clock", access -> {
            if (!(access.getTarget() instanceof CodeUnitAccessTarget target)) {
                return false;
            }
            JavaClass owner = target.getOwner();
            List<JavaClass> parameters = target.getRawParameterTypes();
            return switch (target.getName()) {
                case "currentTimeMillis" -> owner.isEquivalentTo(System.class);
                case "now" -> owner.getPackageName().startsWith("java.time") && !takeAClock(parameters);
                case CONSTRUCTOR_NAME -> owner.isEquivalentTo(Date.class) && parameters.isEmpty();
                default -> false;
            };
        });
    }

    private static boolean takeAClock(List<JavaClass> parameters) {
        return parameters.stream().anyMatch(parameter -> parameter.isEquivalentTo(Clock.class));
    }
}
