package dev.gantry.engine.catalog;

import dev.gantry.job.BaseJob;
import dev.gantry.job.Branch;
import dev.gantry.job.Leaf;
import dev.gantry.job.Pipeline;
import dev.gantry.job.StageMethods;
import dev.gantry.schema.DataType;
import dev.gantry.schema.ParamsType;
import dev.gantry.schema.SchemaException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Turns the loaded classes of a plugin into job definitions.
 *
 * <p>The class hierarchy is the tree: an abstract subclass of {@link BaseJob} with a {@link Branch} is a branch, one
 * without is only a place for shared code, a concrete one with a {@link Leaf} is a job. Whatever keeps a class from being
 * offered is an issue of the reading, never an exception. Not thread-safe.
 */
public final class JobReader {

    private final PluginRealm realm;

    /** Read the classes of a realm. */
    public JobReader(PluginRealm realm) {
        this.realm = realm;
    }

    /** Read one subclass of {@link BaseJob}. */
    public JobReading read(Class<?> type) {
        Issues issues = new Issues(type);
        try {
            List<BranchDefinition> branches = branchesAbove(type, issues);
            Optional<JobDefinition> job = Modifier.isAbstract(type.getModifiers())
                    ? Optional.empty()
                    : job(type.asSubclass(BaseJob.class), branches, issues);
            return new JobReading(issues.foundErrors() ? Optional.empty() : job, branches, issues.found);
        } catch (LinkageError | RuntimeException e) {
            issues.error("the class cannot be read; is a library missing from the plugin?", e);
            return new JobReading(Optional.empty(), List.of(), issues.found);
        }
    }

    private static List<BranchDefinition> branchesAbove(Class<?> type, Issues issues) {
        Deque<Branch> chain = new ArrayDeque<>();
        for (Class<?> above = type; above != null && above != BaseJob.class; above = above.getSuperclass()) {
            Branch branch = above.getDeclaredAnnotation(Branch.class);
            if (branch != null) {
                chain.addFirst(branch);
            }
        }
        List<BranchDefinition> branches = new ArrayList<>();
        String path = "";
        for (Branch branch : chain) {
            PathSegments.fault("@Branch", branch.path()).ifPresent(issues::error);
            path = path.isEmpty() ? branch.path() : path + "/" + branch.path();
            branches.add(new BranchDefinition(path, named(branch.name(), branch.path()), branch.description()));
        }
        return issues.foundErrors() ? List.of() : branches;
    }

    @SuppressWarnings("rawtypes")
    private Optional<JobDefinition> job(Class<? extends BaseJob> type, List<BranchDefinition> branches, Issues issues) {
        Leaf leaf = type.getDeclaredAnnotation(Leaf.class);
        if (leaf == null) {
            issues.warning("a concrete subclass of BaseJob without @Leaf is no job; add @Leaf or make it abstract");
            return Optional.empty();
        }
        if (type.getDeclaredAnnotation(Branch.class) != null) {
            issues.error("a class is either a branch or a leaf; it has both @Branch and @Leaf");
        }
        PathSegments.fault("@Leaf", leaf.path()).ifPresent(issues::error);
        if (branches.isEmpty()) {
            issues.error(
                    "the job /%s has no branch; let it extend an abstract class with @Branch".formatted(leaf.path()));
        }
        Optional<JobPolicy> policy = policy(type, issues);
        Optional<Constructor<? extends BaseJob<?, ?>>> constructor = constructor(type, issues);
        Optional<ParamsType<?>> params = params(type, issues);
        params.ifPresent(known -> checkStages(type, known, issues));
        DataType data = realm.types().dataOf(type);
        data.names().stream()
                .filter(RunAttributes.NAMES::contains)
                .forEach(name -> issues.error(reservedAttribute("data", name)));
        if (issues.foundErrors()) {
            return Optional.empty();
        }
        String path = branches.get(branches.size() - 1).path() + "/" + leaf.path();
        JobDefinition.Label label = new JobDefinition.Label(path, named(leaf.name(), leaf.path()), leaf.description());
        return Optional.of(new JobDefinition(
                label, policy.orElseThrow(), params.orElseThrow(), data, constructor.orElseThrow(), realm));
    }

    private static Optional<JobPolicy> policy(Class<?> type, Issues issues) {
        try {
            return Optional.of(JobPolicy.of(type));
        } catch (IllegalArgumentException e) {
            issues.error(e.getMessage());
            return Optional.empty();
        }
    }

    @SuppressWarnings({"rawtypes", "unchecked"})
    private static Optional<Constructor<? extends BaseJob<?, ?>>> constructor(
            Class<? extends BaseJob> type, Issues issues) {
        if (type.isMemberClass() && !Modifier.isStatic(type.getModifiers())) {
            issues.error("an inner class cannot be made without its outer one; make it static");
            return Optional.empty();
        }
        try {
            Constructor<? extends BaseJob> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return Optional.of((Constructor<? extends BaseJob<?, ?>>) constructor);
        } catch (NoSuchMethodException e) {
            issues.error("the job has no constructor without arguments; a fresh instance is made for every attempt");
            return Optional.empty();
        }
    }

    private Optional<ParamsType<?>> params(Class<?> type, Issues issues) {
        try {
            ParamsType<?> params = realm.types().paramsOf(type);
            params.names().stream()
                    .filter(RunAttributes.NAMES::contains)
                    .forEach(name -> issues.error(reservedAttribute("params", name)));
            return Optional.of(params);
        } catch (SchemaException e) {
            issues.error(e.getMessage());
            return Optional.empty();
        }
    }

    private static void checkStages(Class<?> type, ParamsType<?> params, Issues issues) {
        if (Pipeline.class.isAssignableFrom(type)) {
            try {
                StageMethods.of(type, params.recordClass());
            } catch (IllegalArgumentException e) {
                issues.error(e.getMessage());
            }
        }
    }

    private static String reservedAttribute(String where, String name) {
        return "%s component \"%s\" has the name of a run attribute; choose another (or @JsonProperty with another)"
                .formatted(where, name);
    }

    private static String named(String name, String path) {
        return name.isEmpty() ? path : name;
    }

    private final class Issues {

        private final List<DiscoveryIssue> found = new ArrayList<>();
        private final Class<?> type;

        private Issues(Class<?> type) {
            this.type = type;
        }

        private void error(String message) {
            found.add(DiscoveryIssue.error(realm.plugin(), type.getName(), message));
        }

        private void error(String message, Throwable cause) {
            found.add(DiscoveryIssue.error(realm.plugin(), type.getName(), message, cause));
        }

        private void warning(String message) {
            found.add(DiscoveryIssue.warning(realm.plugin(), type.getName(), message));
        }

        private boolean foundErrors() {
            return found.stream().anyMatch(issue -> issue.severity() == DiscoveryIssue.Severity.ERROR);
        }
    }
}
