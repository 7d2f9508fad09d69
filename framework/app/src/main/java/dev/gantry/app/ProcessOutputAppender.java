package dev.gantry.app;

import ch.qos.logback.core.OutputStreamAppender;
import java.io.FileDescriptor;
import java.io.FileOutputStream;

/**
 * Writes the server's log to the standard error of the process itself. Logback's own console appender would write to
 * {@code System.err}, which on the thread of a job leads into the report of its run.
 *
 * @param <E> the events
 */
public final class ProcessOutputAppender<E> extends OutputStreamAppender<E> {

    @Override
    public void start() {
        setOutputStream(new FileOutputStream(FileDescriptor.err));
        super.start();
    }
}
