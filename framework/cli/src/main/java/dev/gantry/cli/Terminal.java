package dev.gantry.cli;

import static java.util.Objects.requireNonNull;

import java.io.PrintStream;

/**
 * Where a command writes.
 *
 * @param out what was asked for, such as the data of a run: may be piped into something else
 * @param err everything that is only for the eyes
 * @param interactive whether somebody watches {@code err}, so that a progress bar makes sense
 */
public record Terminal(PrintStream out, PrintStream err, boolean interactive) {

    public Terminal {
        requireNonNull(out, "out is null");
        requireNonNull(err, "err is null");
    }

    /**
     * The streams of this process, as they are now. The launcher script knows whether they are a terminal and says so by
     * the system property {@code gantry.terminal}: Java's own answer depends on its version.
     */
    public static Terminal ofProcess() {
        return new Terminal(System.out, System.err, Boolean.getBoolean("gantry.terminal"));
    }
}
