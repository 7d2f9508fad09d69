package dev.gantry.engine.jobs;

import dev.gantry.job.Destination;
import dev.gantry.job.JobApiException;
import dev.gantry.job.Jobs;
import dev.gantry.job.RunHandle;
import dev.gantry.job.WaitResult;
import dev.gantry.store.RunAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** The Job API of one attempt. It ends with the attempt. Thread-safe. */
public final class LiveJobs implements Jobs, AutoCloseable {

    private final CallerDesk desk;
    private final Waiting waiting;
    private final AtomicLong ordinals = new AtomicLong();
    private final Map<URI, Jobs> peers = new ConcurrentHashMap<>();

    LiveJobs(Exchange exchange, Caller caller) {
        this.desk = new CallerDesk(exchange, caller);
        this.waiting = new Waiting(desk);
    }

    @Override
    public RunHandle newRun(UnaryOperator<Destination> to) {
        desk.checkOpen();
        Destination destination = to.apply(Destination.IMPLICIT);
        RunAddress address = address(destination);
        boolean madeUp = destination.jobId().isEmpty();
        if (destination.api().isPresent()) {
            URI server = destination.api().get();
            Jobs peer = peers.computeIfAbsent(
                    server,
                    uri -> desk.exchange()
                            .elsewhere()
                            .peers()
                            .at(uri, desk.address().toString()));
            return new RemoteRun(desk, waiting, new RemoteRun.There(server, peer, address, madeUp));
        }
        return new LocalRun(desk, waiting, address, madeUp ? LocalRun.Kind.MADE_UP : LocalRun.Kind.CHOSEN);
    }

    private RunAddress address(Destination to) {
        if (to.project().isPresent() && to.jobId().isPresent()) {
            return address(to.project().get(), to.jobId().get());
        }
        MadeUp names = new MadeUp(desk.run().uuid(), ordinals.getAndIncrement());
        return address(
                to.project().orElseGet(() -> names.project(project(), to.workers())),
                to.jobId().orElseGet(names::jobId));
    }

    private String project() {
        return desk.address().project();
    }

    private static RunAddress address(String project, String jobId) {
        try {
            return new RunAddress(project, jobId);
        } catch (IllegalArgumentException e) {
            throw new JobApiException(422, e.getMessage(), e);
        }
    }

    @Override
    public RunHandle mine() {
        desk.checkOpen();
        return new LocalRun(desk, waiting, desk.address(), LocalRun.Kind.OWN);
    }

    @Override
    public void concurrency(String project, int concurrency) {
        desk.checkOpen();
        address(project, "any");
        desk.await(desk.exchange().runs().limit(project, concurrency));
    }

    @Override
    public WaitResult waitJobs(Collection<RunHandle> runs, Duration timeout) {
        desk.checkOpen();
        return waiting.finish(runs, timeout);
    }

    /** Answer nothing any more, and let go of those who wanted to be told of changes. */
    @Override
    public void close() {
        desk.close();
    }
}
