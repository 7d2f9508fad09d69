package dev.gantry.http.call;

import dev.gantry.engine.catalog.BranchNode;
import dev.gantry.engine.catalog.Catalog;
import dev.gantry.engine.catalog.JobDefinition;
import dev.gantry.http.problem.ProblemException;
import dev.gantry.schema.Suggestion;
import dev.gantry.store.Run;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;

/** Which call a path means. The names of the calls are reserved, so no branch or leaf can be in their way. */
final class Routes {

    /** The calls that stand under the root branch of a run, with its uuid behind them. */
    private static final Map<String, BiFunction<Api, Run, Object>> RUN_CALLS = Map.ofEntries(
            entry("progress", (api, run) -> new ProgressCall(run)),
            entry("info", InfoCall::new),
            entry("data", DataCall::new),
            entry("dump", DumpCall::new),
            entry("report", ReportCall::new),
            entry("cancel", CancelCall::new),
            entry("retry", RetryCall::new),
            entry("stream", StreamCall::new),
            entry("runs", RunCall::new),
            entry("children", ChildrenCall::new),
            entry("descendants", DescendantsCall::new),
            entry("explain", ExplainCall::new),
            entry("params", ParamsCall::new),
            entry("attempts", AttemptsCall::new),
            entry("lines", LinesCall::new),
            entry("tree-log", TreeLogCall::new),
            entry("log", LogCall::new));

    private static Map.Entry<String, BiFunction<Api, Run, Object>> entry(
            String name, BiFunction<Api, Run, Object> call) {
        return Map.entry(name, call);
    }

    private static final int UUID_LENGTH = 36;

    private final Api api;
    private final Catalog catalog;

    Routes(Api api) {
        this.api = api;
        this.catalog = api.catalog();
    }

    Object find(TreePath path) {
        if (path.segment(0).equals(WorkerRoutes.WORKERS)) {
            return new WorkerRoutes(api).find(path);
        }
        if (isOfRun(path)) {
            Run run = run(path.segment(0), path.segment(2));
            return RUN_CALLS.get(path.segment(1)).apply(api, run);
        }
        if (path.size() == 2 && path.segment(0).equals("bulk")) {
            return new BulkStateCall(api, path.segment(1));
        }
        return path.size() == 1 ? topCall(path) : nodeCall(path);
    }

    /** A branch or leaf may be called as a call of runs is; then it is the call if a uuid follows. */
    private boolean isOfRun(TreePath path) {
        return path.size() == 3
                && RUN_CALLS.containsKey(path.segment(1))
                && (uuid(path.segment(2)).isPresent() || !isNode(path.parent()));
    }

    private boolean isNode(String path) {
        return catalog.branch(path).isPresent() || catalog.job(path).isPresent();
    }

    private Object topCall(TreePath path) {
        return switch (path.last()) {
            case "branches" -> new BranchesCall(api, catalog.roots());
            case "tree" -> new TreeCall(api);
            case "runs" -> new RunsCall(api, "");
            case "counts" -> new CountsCall(api, "");
            case "histogram" -> new HistogramCall(api, "");
            case "changes" -> new ChangesCall(api, "");
            case "statistics" -> StatisticsCall.of(api, catalog.roots());
            case "bulk" -> new BulkCall(api);
            case "plugins" -> new PluginsCall(api);
            case "health" -> new HealthCall(api);
            default -> throw noCall(path);
        };
    }

    private Object nodeCall(TreePath path) {
        return switch (path.last()) {
            case "branches" -> new BranchesCall(api, branch(path.parent()).branches());
            case "leaves" -> new LeavesCall(api, branch(path.parent()).leaves());
            case "runs" -> new RunsCall(api, branchOrLeaf(path.parent()));
            case "counts" -> new CountsCall(api, branchOrLeaf(path.parent()));
            case "histogram" -> new HistogramCall(api, branchOrLeaf(path.parent()));
            case "changes" -> new ChangesCall(api, branchOrLeaf(path.parent()));
            case "statistics" -> statistics(path.parent());
            case "post-schema" -> new PostSchemaCall(job(path.parent()));
            case "job" -> new SubmitCall(api, job(path.parent()));
            case "check" -> new CheckCall(api, job(path.parent()));
            case "jobs" -> new SubmitAllCall(api, job(path.parent()));
            default -> throw noCall(path);
        };
    }

    private BranchNode branch(String path) {
        return catalog.branch(path).orElseThrow(() -> ProblemException.noBranch(api.path(path)));
    }

    private JobDefinition job(String path) {
        return catalog.job(path)
                .orElseThrow(() ->
                        catalog.branch(path).isPresent() ? ProblemException.branchNotJob(api.path(path)) : noJob(path));
    }

    private ProblemException noJob(String path) {
        int parentEnd = path.lastIndexOf('/') + 1;
        List<String> siblings = catalog.branch(path.substring(0, Math.max(0, parentEnd - 1))).stream()
                .flatMap(branch -> branch.leaves().stream())
                .map(leaf -> leaf.path().substring(parentEnd))
                .toList();
        return Suggestion.of(path.substring(parentEnd), siblings)
                .map(near -> ProblemException.noJob(api.path(path), api.path(path.substring(0, parentEnd) + near)))
                .orElseGet(() -> ProblemException.noJob(api.path(path)));
    }

    private StatisticsCall statistics(String path) {
        return catalog.job(path)
                .map(job -> StatisticsCall.of(api, job))
                .orElseGet(() -> StatisticsCall.of(api, List.of(branch(path))));
    }

    private String branchOrLeaf(String path) {
        if (catalog.job(path).isEmpty()) {
            branch(path);
        }
        return path;
    }

    private Run run(String root, String name) {
        return uuid(name)
                .flatMap(api.runs()::find)
                .filter(run -> run.request().root().equals(root))
                .orElseThrow(() -> ProblemException.noRun(name));
    }

    /** The JDK reads {@code 1-1-1-1-1} as a uuid too; a run has one name. */
    private static Optional<UUID> uuid(String name) {
        try {
            return name.length() == UUID_LENGTH ? Optional.of(UUID.fromString(name)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private ProblemException noCall(TreePath path) {
        String here = api.path(path.toString());
        if (catalog.branch(path.toString()).isPresent()) {
            return ProblemException.noCall(
                    here, "this branch has %1$s/branches, %1$s/leaves and %1$s/runs".formatted(here));
        }
        if (catalog.job(path.toString()).isPresent()) {
            return ProblemException.noCall(
                    here, "this job has %1$s/post-schema, %1$s/job, %1$s/jobs and %1$s/runs".formatted(here));
        }
        return ProblemException.noCall(here, "start at " + api.path("branches"));
    }
}
