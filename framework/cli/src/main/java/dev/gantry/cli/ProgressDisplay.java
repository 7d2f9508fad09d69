package dev.gantry.cli;

import dev.gantry.client.wire.StreamedLine;
import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how a run goes, or whatever else takes its time: a bar on a terminal, only what is said elsewhere. */
public interface ProgressDisplay extends AutoCloseable {

    /** The run recorded or printed a line. */
    void line(StreamedLine line);

    /** Something is said that is not part of a log. */
    void note(String text);

    /** It has come further: from 0 to 1. */
    void progress(double completeness);

    @Override
    void close();

    /** What suits a terminal. */
    static ProgressDisplay on(Terminal terminal, String title) {
        return terminal.interactive() ? new Bar(terminal.err(), title) : new Lines(terminal.err());
    }

    private static String text(StreamedLine line) {
        return switch (line.kind()) {
            case "ERROR" -> "error " + line.errorCode() + ": " + line.msg();
            case "WARNING" -> "warning: " + line.msg();
            default -> line.msg();
        };
    }

    /** The log, line by line. */
    final class Lines implements ProgressDisplay {

        private final PrintStream err;

        Lines(PrintStream err) {
            this.err = err;
        }

        @Override
        public void line(StreamedLine line) {
            err.println(text(line));
        }

        @Override
        public void note(String text) {
            err.println(text);
        }

        @Override
        public void progress(double completeness) {
            // Numbers that nobody watches would only fill a file.
        }

        @Override
        public void close() {
            err.flush();
        }
    }

    /** A bar, with the newest line of the log behind it; warnings and errors stay above it. */
    final class Bar implements ProgressDisplay {

        private static final int STEPS = 100;

        private final PrintStream err;
        private final ProgressBar bar;

        Bar(PrintStream err, String title) {
            this.err = err;
            this.bar = new ProgressBarBuilder()
                    .setTaskName(title)
                    .setInitialMax(STEPS)
                    .setUpdateIntervalMillis(100)
                    .setStyle(ProgressBarStyle.ASCII)
                    .hideEta()
                    .setConsumer(new ConsoleProgressBarConsumer(err))
                    .build();
        }

        @Override
        public void line(StreamedLine line) {
            if (line.kind().equals("ERROR") || line.kind().equals("WARNING")) {
                err.println("\r" + text(line));
            } else {
                bar.setExtraMessage(text(line).lines().findFirst().orElse(""));
            }
        }

        @Override
        public void note(String text) {
            bar.setExtraMessage(text);
        }

        @Override
        public void progress(double completeness) {
            bar.stepTo(Math.round(completeness * STEPS));
        }

        @Override
        public void close() {
            bar.close();
            err.flush();
        }
    }
}
