package dev.gantry.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Past;
import jakarta.ws.rs.DefaultValue;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class SchemaProblemsTest {

    record BadDefaults(
            @DefaultValue("many") int n,
            @DefaultValue("1.5") int half,
            @DefaultValue("") int empty,
            @DefaultValue("300") byte octet,
            @DefaultValue("yes") boolean loud,
            @DefaultValue("blue") Corpus.Color color,
            @DefaultValue("29.2.2024") LocalDate day,
            @DefaultValue("1,2") List<Integer> list,
            @DefaultValue("[\"a\"]") List<Integer> elements,
            @DefaultValue("{\"form\":\"2024-01-01\"}") Corpus.Window window,
            @DefaultValue("null") Integer none) {}

    record BreaksItsConstraint(@DefaultValue("50") @Max(10) int n) {}

    record Inner(@DefaultValue("50") @Max(10) int n, int given) {}

    record BreaksWithin(
            List<Inner> list, @DefaultValue("{\"n\":1}") Inner lacking) {}

    record Endless(@DefaultValue("{}") Endless next) {}

    interface Open {}

    static final class Sealed {
        private final int n;

        Sealed(int n, int m) {
            this.n = n + m;
        }

        int n() {
            return n;
        }
    }

    record BadTypes(Thread thread, List<Supplier<String>> suppliers, Open open, Sealed sealed, int fine) {}

    record BadConstraints(@Past LocalDate day, Map<String, @Min(1) Integer> counts, List<List<@Min(1) Integer>> grid) {}

    record Clash(
            @JsonProperty("a") int one, @JsonProperty("a") int other) {}

    @Test
    void everyDefaultThatDoesNotFitItsTypeIsNamed() {
        assertThat(problems(BadDefaults.class))
                .containsExactly(
                        "BadDefaults.n: the default \"many\" does not fit the type int",
                        "BadDefaults.half: the default \"1.5\" does not fit the type int",
                        "BadDefaults.empty: the default \"\" does not fit the type int",
                        "BadDefaults.octet: the default \"300\" does not fit the type byte",
                        "BadDefaults.loud: the default \"yes\" does not fit the type boolean",
                        "BadDefaults.color: the default \"blue\" does not fit the type dev.gantry.schema.Corpus$Color",
                        "BadDefaults.day: the default \"29.2.2024\" does not fit the type java.time.LocalDate",
                        "BadDefaults.list: the default \"1,2\" does not fit the type java.util.List<java.lang.Integer>",
                        "BadDefaults.elements: the default \"[\"a\"]\" does not fit the type"
                                + " java.util.List<java.lang.Integer>",
                        "BadDefaults.window: the default \"{\"form\":\"2024-01-01\"}\" does not fit the type"
                                + " dev.gantry.schema.Corpus$Window",
                        "BadDefaults.none: the default \"null\" does not fit the type java.lang.Integer");
    }

    @Test
    void aDefaultThatBreaksItsOwnConstraintIsNamed() {
        assertThat(problems(BreaksItsConstraint.class))
                .containsExactly("the default of Params at /n: expected at most 10, found 50");
    }

    @Test
    void defaultsOfNestedRecordsAreCheckedToo() {
        assertThat(problems(BreaksWithin.class))
                .containsExactlyInAnyOrder(
                        "the default of Params at /lacking/given: missing; it is required",
                        "the default of Inner at /n: expected at most 10, found 50");
    }

    @Test
    void aDefaultThatContainsItselfIsNamed() {
        assertThat(problems(Endless.class))
                .singleElement()
                .asString()
                .startsWith("a default of Params contains itself");
    }

    @Test
    void everyTypeThatCannotBeReadIsNamed() {
        assertThat(problems(BadTypes.class))
                .hasSize(4)
                .anySatisfy(
                        problem -> assertThat(problem).startsWith("BadTypes.thread has the type java.lang.Thread, "))
                .anySatisfy(problem ->
                        assertThat(problem).startsWith("BadTypes.suppliers has the type java.util.function.Supplier, "))
                .anySatisfy(problem ->
                        assertThat(problem).contains("Open, which is abstract").contains("@JsonSubTypes"))
                .anySatisfy(problem -> assertThat(problem).contains("Sealed, which has neither a constructor"));
    }

    @Test
    void aConstraintThatNothingWouldCheckIsNamed() {
        assertThat(problems(BadConstraints.class))
                .containsExactly(
                        "BadConstraints.day has @Past where its schema cannot say it;"
                                + " check it in the record's constructor",
                        "BadConstraints.counts has @Min where its schema cannot say it;"
                                + " check it in the record's constructor",
                        "BadConstraints.grid has @Min where its schema cannot say it;"
                                + " check it in the record's constructor");
    }

    @Test
    void twoComponentsOfOneNameAreNamed() {
        assertThat(problems(Clash.class)).singleElement().asString().contains("\"a\"");
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"})
    void aClassThatIsNoRecordIsRefused() {
        assertThat(problems((Class) String.class)).containsExactly("it is no record; declare it as one");
    }

    private static List<String> problems(Class<? extends Record> type) {
        JobTypes types = new JobTypes(SchemaProblemsTest.class.getClassLoader());
        SchemaException e = catchThrowableOfType(SchemaException.class, () -> types.params(type));
        assertThat(e).hasMessageStartingWith(type.getName() + " cannot be the params of a job: ");
        return e.problems();
    }
}
