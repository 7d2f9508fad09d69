package dev.gantry.client.wire;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.UUID;

/**
 * Some lines of the logs of a run and of all runs below it, in the order of time.
 *
 * @param lines the lines
 * @param next where to go on to older ones; null if there are none
 * @param complete whether all runs below were looked at; if not, there are more than 50,000
 */
public record TreeLogPage(List<TreeLine> lines, String next, boolean complete) {

    public TreeLogPage {
        lines = List.copyOf(lines);
    }

    /**
     * A line of one of the logs.
     *
     * @param uuid whose it is
     * @param path the path of its job on the server, with a leading slash
     * @param line the line, numbered within the log of its run
     */
    public record TreeLine(
            UUID uuid, String path, @JsonUnwrapped StreamedLine line) {

        public TreeLine {
            requireNonNull(uuid, "uuid is null");
            requireNonNull(path, "path is null");
            requireNonNull(line, "line is null");
        }
    }
}
