package dev.gantry.http.stream;

import dev.gantry.engine.JobEngine;
import dev.gantry.engine.time.Timers;
import dev.gantry.http.problem.ProblemException;
import dev.gantry.store.Run;
import dev.gantry.store.RunStore;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.glassfish.grizzly.nio.NIOConnection;

/** All streams that are open. They share two threads, and none of them ever blocks one. Thread-safe. */
public final class RunStreams implements AutoCloseable {

    /** How often a stream shows that it lives. */
    private static final Duration BEAT = Duration.ofSeconds(15);

    /** How long changes are gathered before readers are told of them. */
    private static final Duration BETWEEN_BATCHES = Duration.ofMillis(200);

    private static final int THREADS = 2;

    private final JobEngine engine;
    private final Timers timers;
    private final Set<OpenStream> open = ConcurrentHashMap.newKeySet();
    private final RecentChanges changes =
            new RecentChanges(UUID.randomUUID().toString().substring(0, 8));
    private final Set<OpenStream> followers = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean batchDue = new AtomicBoolean();
    private final ExecutorService threads;
    private RunStore.Subscription following;
    private volatile Timers.Timer nextBeat;

    /** Be ready to open streams. */
    public RunStreams(JobEngine engine, Timers timers) {
        this.engine = engine;
        this.timers = timers;
        // A change that comes in while the streams are being closed is nobody's business any more.
        this.threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                RunStreams::thread,
                new ThreadPoolExecutor.DiscardPolicy());
        this.nextBeat = timers.after(BEAT, this::beat);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "gantry-streams");
        thread.setDaemon(true);
        return thread;
    }

    private void beat() {
        open.forEach(OpenStream::beat);
        nextBeat = timers.after(BEAT, this::beat);
    }

    /**
     * Whether a reader has been told all there is, its end included.
     *
     * @param lastEventId what the reader got last; empty: nothing
     * @throws ProblemException if it is no id of a stream
     */
    public static boolean isComplete(Run run, String lastEventId) {
        Position from = position(lastEventId);
        return from.ended() && from.revision() == run.stamp().revision();
    }

    /**
     * Open a stream. It ends by itself once the end of the run was told.
     *
     * @param lastEventId what the reader got last, to be told the rest; empty: nothing yet
     */
    public void open(Run run, String lastEventId, SseEventSink sink, Sse sse, NIOConnection connection) {
        EventSink events = new EventSink(sink, sse, connection);
        RunStream stream = new RunStream(engine.runs(), run.uuid(), position(lastEventId), events);
        OpenStream opened = new OpenStream(stream, events, threads, open::remove);
        open.add(opened);
        opened.endsWithIt(engine.watch(run.uuid(), change -> opened.wake()));
    }

    /**
     * Open a stream of the changes of all runs. It ends when its reader goes.
     *
     * @param lastEventId what the reader got last, to be told what changed since; empty: nothing yet
     */
    public void openChanges(ChangeWish wish, String lastEventId, SseEventSink sink, Sse sse, NIOConnection connection) {
        follow();
        EventSink events = new EventSink(sink, sse, connection);
        Optional<String> last = Optional.of(lastEventId).filter(id -> !id.isEmpty());
        OpenStream opened = new OpenStream(
                new ChangeStream(changes, wish, timers, events, last), events, threads, this::endOfFollower);
        open.add(opened);
        followers.add(opened);
        opened.wake();
    }

    private void endOfFollower(OpenStream ended) {
        followers.remove(ended);
        open.remove(ended);
    }

    /** From the first reader on changes are remembered, also while nobody reads: it may come back. */
    private synchronized void follow() {
        if (following == null) {
            following = engine.watchAll(run -> {
                changes.add(run);
                if (!followers.isEmpty() && batchDue.compareAndSet(false, true)) {
                    timers.after(BETWEEN_BATCHES, this::wakeFollowers);
                }
            });
        }
    }

    private void wakeFollowers() {
        batchDue.set(false);
        followers.forEach(OpenStream::wake);
    }

    /** How many streams are open. */
    public int count() {
        return open.size();
    }

    private static Position position(String lastEventId) {
        return lastEventId.isEmpty()
                ? Position.START
                : Position.parse(lastEventId)
                        .orElseThrow(() -> ProblemException.badRequest(
                                "Last-Event-ID is \"%s\"; expected the id of an event of this stream"
                                        .formatted(lastEventId)));
    }

    /** End all streams; their readers may come back with the id of their last event. */
    @Override
    public void close() {
        nextBeat.cancel();
        synchronized (this) {
            if (following != null) {
                following.close();
            }
        }
        open.forEach(OpenStream::close);
        open.clear();
        threads.shutdown();
    }
}
