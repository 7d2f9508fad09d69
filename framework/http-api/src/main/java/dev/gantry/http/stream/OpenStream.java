package dev.gantry.http.stream;

import dev.gantry.store.RunStore;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stream that is open: lets one thread at a time work on it, however often it is woken. Thread-safe; nothing here blocks
 * the one who wakes.
 */
final class OpenStream {

    private static final Logger log = LoggerFactory.getLogger(OpenStream.class);

    private final Telling stream;
    private final EventSink sink;
    private final Executor threads;
    private final Consumer<OpenStream> onEnd;
    private final AtomicInteger wakes = new AtomicInteger();
    private final AtomicBoolean beatDue = new AtomicBoolean(true);

    private volatile RunStore.Subscription subscription = () -> {};
    private boolean ended;

    OpenStream(Telling stream, EventSink sink, Executor threads, Consumer<OpenStream> onEnd) {
        this.stream = stream;
        this.sink = sink;
        this.threads = threads;
        this.onEnd = onEnd;
    }

    /** Work on the stream soon: something may be new. */
    void wake() {
        if (wakes.getAndIncrement() == 0) {
            threads.execute(this::work);
        }
    }

    /** Show soon that the stream lives. */
    void beat() {
        beatDue.set(true);
        wake();
    }

    /** What ends with the stream. */
    void endsWithIt(RunStore.Subscription some) {
        subscription = some;
        wake();
    }

    private void work() {
        int seen = wakes.get();
        if (!ended && !told()) {
            ended = true;
            subscription.close();
            onEnd.accept(this);
            sink.close();
        }
        if (!wakes.compareAndSet(seen, 0)) {
            // To the end of the line, so that a busy run does not keep the streams of others waiting.
            wakes.set(1);
            threads.execute(this::work);
        }
    }

    private boolean told() {
        try {
            if (beatDue.getAndSet(false)) {
                sink.beat();
            }
            return stream.tell(this::wake);
        } catch (RuntimeException e) {
            log.info("a stream ends early: {}", e.toString());
            return false;
        }
    }

    /** End the stream now; its reader may come back elsewhere or later. */
    void close() {
        subscription.close();
        sink.close();
    }
}
