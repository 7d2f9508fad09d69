package dev.gantry.http.transfer;

import dev.gantry.http.path.Names;
import dev.gantry.store.RunAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The path of a stash or file, as it was sent.
 *
 * @param project the segment that names the project
 * @param jobId the segment that names the job id
 * @param file the segment that names the file; absent: the stash
 */
record TransferPath(String project, String jobId, Optional<String> file) {

    private static final Pattern BELOW = Pattern.compile("/projects/([^/]+)/jobs/([^/]+)/(?:stash|files/([^/]+))");

    /** Empty if the path is that of something else. */
    static Optional<TransferPath> parse(String path, String basePath) {
        if (!path.startsWith(basePath)) {
            return Optional.empty();
        }
        Matcher below = BELOW.matcher(path.substring(basePath.length()));
        return below.matches()
                ? Optional.of(new TransferPath(below.group(1), below.group(2), Optional.ofNullable(below.group(3))))
                : Optional.empty();
    }

    RunAddress address() {
        return Names.address(Names.decoded(project), Names.decoded(jobId));
    }

    Optional<String> fileName() {
        return file.map(Names::decoded);
    }
}
