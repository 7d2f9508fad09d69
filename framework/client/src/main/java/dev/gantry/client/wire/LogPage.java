package dev.gantry.client.wire;

import java.util.List;

/**
 * Some lines of a run's log, in order.
 *
 * @param lines the lines
 * @param more whether there are more in the direction that was asked for: older ones, unless newer were
 */
public record LogPage(List<StreamedLine> lines, boolean more) {

    public LogPage {
        lines = List.copyOf(lines);
    }
}
