package dev.gantry.engine.jobs;

import dev.gantry.job.RunStatus;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;

/** Hands the statuses that another server tells of on to one who is told here. */
final class ForwardedUpdates implements Flow.Subscriber<RunStatus>, AutoCloseable {

    private static final Flow.Subscription CLOSED = new Flow.Subscription() {
        @Override
        public void request(long count) {
            // Nothing is to come.
        }

        @Override
        public void cancel() {
            // Nothing is to come.
        }
    };

    private final StatusUpdates.Told told;
    private final AtomicReference<Flow.Subscription> subscription = new AtomicReference<>();

    private ForwardedUpdates(StatusUpdates.Told told) {
        this.told = told;
    }

    static ForwardedUpdates of(Flow.Publisher<RunStatus> there, StatusUpdates.Told told) {
        ForwardedUpdates forwarded = new ForwardedUpdates(told);
        there.subscribe(forwarded);
        return forwarded;
    }

    @Override
    public void onSubscribe(Flow.Subscription begun) {
        if (subscription.compareAndSet(null, begun)) {
            begun.request(Long.MAX_VALUE);
        } else {
            begun.cancel();
        }
    }

    @Override
    public void onNext(RunStatus status) {
        told.see(status);
    }

    @Override
    public void onError(Throwable cause) {
        told.fail(cause);
    }

    @Override
    public void onComplete() {
        // The last status says so.
    }

    @Override
    public void close() {
        Flow.Subscription begun = subscription.getAndSet(CLOSED);
        if (begun != null) {
            begun.cancel();
        }
    }
}
