package dev.gantry.client.jobs;

/**
 * Where a run is on a server.
 *
 * @param project its project
 * @param jobId its job id
 */
record RunUrl(String project, String jobId) {

    /** The path of the run below the base path. */
    String path() {
        return "projects/%s/jobs/%s".formatted(Names.segment(project), Names.segment(jobId));
    }

    /** The path of something of the run. */
    String path(String call) {
        return path() + "/" + call;
    }

    String file(String name) {
        return path("files/" + Names.segment(name));
    }

    @Override
    public String toString() {
        return project + "/" + jobId;
    }
}
