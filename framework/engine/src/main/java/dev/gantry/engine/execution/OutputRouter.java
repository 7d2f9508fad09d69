package dev.gantry.engine.execution;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Sends what a job prints to the report of its run, and what everybody else prints where it went before.
 *
 * <p>Threads that a job starts print to its report too, until its attempt ends; afterwards what they print goes to the
 * server's own output. Threads that lived before the job, such as those of the common pool, print to the server's output.
 */
public final class OutputRouter {

    private static final InheritableThreadLocal<AtomicReference<LineSplitter>> current = new InheritableThreadLocal<>();
    private static final AtomicReference<Installed> installed = new AtomicReference<>();

    private record Installed(PrintStream out, PrintStream err) {

        /** A job that set {@code System.out} to a stream of its own set that of every other job. */
        private void reinstate() {
            // To set them costs more than most of what a short run is made of, so it is done only where it is due.
            if (System.out != out) {
                System.setOut(out);
            }
            if (System.err != err) {
                System.setErr(err);
            }
        }
    }

    private OutputRouter() {}

    /** Route {@code System.out} and {@code System.err} of this process from now on. A second call does nothing. */
    public static synchronized void install() {
        if (installed.get() == null) {
            installed.set(new Installed(new Unclosable(System.out), new Unclosable(System.err)));
            installed.get().reinstate();
        }
    }

    /** Send the lines that this thread and those it starts print to a consumer, until the capture is closed. */
    static Capture capture(Consumer<String> lines) {
        AtomicReference<LineSplitter> target = new AtomicReference<>(new LineSplitter(lines));
        Optional.ofNullable(installed.get()).ifPresent(Installed::reinstate);
        current.set(target);
        return () -> {
            // Threads that the job left behind keep the reference, but not what it referred to.
            LineSplitter ended = target.getAndSet(null);
            if (ended != null) {
                ended.finish();
            }
            // Not removed: the next run of this thread is captured at once.
            current.set(null);
        };
    }

    /**
     * Do something whose output is not the job's, on a thread that is captured: the server's own log may go to the
     * console, and must not come back as the report of the run.
     */
    static void uncaptured(Runnable action) {
        AtomicReference<LineSplitter> captured = current.get();
        current.set(null);
        try {
            action.run();
        } finally {
            current.set(captured);
        }
    }

    /** Printed lines on their way to a report. */
    interface Capture extends AutoCloseable {

        @Override
        void close();
    }

    /** One that a job may close without taking the output of all others with it. */
    private static final class Unclosable extends PrintStream {

        private Unclosable(OutputStream elsewhere) {
            super(new Routed(elsewhere), true, StandardCharsets.UTF_8);
        }

        @Override
        public void close() {
            flush();
        }
    }

    private static final class Routed extends OutputStream {

        private final OutputStream elsewhere;

        private Routed(OutputStream elsewhere) {
            this.elsewhere = elsewhere;
        }

        @Override
        public void write(int oneByte) throws IOException {
            write(new byte[] {(byte) oneByte}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            AtomicReference<LineSplitter> target = current.get();
            LineSplitter splitter = target == null ? null : target.get();
            if (splitter == null) {
                elsewhere.write(bytes, from, length);
            } else {
                splitter.accept(bytes, from, length);
            }
        }

        @Override
        public void flush() throws IOException {
            elsewhere.flush();
        }
    }
}
