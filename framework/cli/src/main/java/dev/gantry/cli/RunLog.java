package dev.gantry.cli;

import java.net.URI;
import java.util.UUID;

/** Where people find the log of a run. */
@FunctionalInterface
interface RunLog {

    /** Say where the log of a run of a root branch is. */
    String placeOf(String root, UUID run);

    /** The log of a run that a server keeps. */
    static RunLog on(URI server) {
        String base = server.toString().replaceAll("/+$", "");
        return (root, run) -> "its log is at %s/%s/info/%s".formatted(base, root, run);
    }

    /** The log of a run whose server ends with the command. */
    static RunLog shown() {
        return (root, run) ->
                "its log is what stands above; to have it kept, run the job on a server of yours with --server";
    }
}
