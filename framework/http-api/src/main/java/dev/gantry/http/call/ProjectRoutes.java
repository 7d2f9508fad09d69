package dev.gantry.http.call;

import dev.gantry.http.path.Names;
import dev.gantry.http.problem.ProblemException;
import dev.gantry.store.RunAddress;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Which call a path below {@code /projects} means. Names in it are decoded once, and nothing else is made of them. */
final class ProjectRoutes {

    /** The calls that stand below the address of a run. */
    static final Map<String, BiFunction<Api, RunAddress, Object>> RUN_CALLS = Map.of(
            "status", AddressedStatusCall::new,
            "stash", StashCall::new,
            "meta", MetaCall::new,
            "report", AddressedReportCall::new,
            "files", FilesCall::new,
            "cancel", AddressedCancelCall::new,
            "retry", AddressedRetryCall::new);

    static final String PROJECTS = "projects";

    private static final int JOB = 4;
    private static final int CALL = 5;

    private final Api api;

    ProjectRoutes(Api api) {
        this.api = api;
    }

    /** Find the call; the path is as it was sent, and begins with {@code projects}. */
    Object find(String raw) {
        String trimmed = raw.endsWith("/") ? raw.substring(0, raw.length() - 1) : raw;
        List<String> segments = List.of(trimmed.split("/", -1));
        if (segments.size() == 1) {
            return new ProjectsCall(api);
        }
        if (segments.size() == 2 && segments.get(1).equals("wait")) {
            return new WaitCall(api);
        }
        String project = Names.project(Names.decoded(segments.get(1)));
        if (segments.size() == 2) {
            return new ProjectCall(api, project);
        }
        if (!segments.get(2).equals("jobs") || segments.size() > CALL) {
            throw noCall(raw);
        }
        if (segments.size() < JOB) {
            return new ProjectJobsCall(api, project);
        }
        RunAddress address = Names.address(project, Names.decoded(segments.get(JOB - 1)));
        if (segments.size() == JOB) {
            return new AddressedRunCall(api, address);
        }
        if (!RUN_CALLS.containsKey(segments.get(CALL - 1))) {
            throw noCall(raw);
        }
        return RUN_CALLS.get(segments.get(CALL - 1)).apply(api, address);
    }

    private ProblemException noCall(String raw) {
        return ProblemException.noCall(api.path(raw), "%s lists what there is below it".formatted(api.path(PROJECTS)));
    }
}
