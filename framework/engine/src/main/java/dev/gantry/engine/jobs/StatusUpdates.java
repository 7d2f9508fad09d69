package dev.gantry.engine.jobs;

import dev.gantry.engine.catalog.PluginRealm;
import dev.gantry.job.JobApiException;
import dev.gantry.job.RunStatus;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Publishes the statuses of one run to code of a job: on threads of its plugin, one call at a time, the last status if
 * several come while the subscriber is busy or asks for none. A subscriber who waits costs no thread.
 */
final class StatusUpdates implements Flow.Publisher<RunStatus> {

    /** Where statuses come from. */
    interface Source {

        /** Tell of the status now, if it is known, and of each change, on any thread; ends when closed. */
        AutoCloseable open(Told told);
    }

    private final CallerDesk desk;
    private final Source source;

    StatusUpdates(CallerDesk desk, Source source) {
        this.desk = desk;
        this.source = source;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super RunStatus> subscriber) {
        desk.checkOpen();
        Told told = new Told(subscriber, desk.caller().job().realm(), desk::remove);
        desk.add(told);
        told.begin(source);
    }

    /** One who is told. */
    static final class Told implements Flow.Subscription {

        private final PluginRealm realm;
        private final Consumer<Told> onOver;
        private final AtomicReference<Optional<AutoCloseable>> opened = new AtomicReference<>(Optional.empty());

        private Optional<Flow.Subscriber<? super RunStatus>> subscriber;
        private Optional<RunStatus> next = Optional.empty();
        private Optional<Throwable> failure = Optional.empty();
        private long demand;
        private boolean begun;
        private boolean busy;

        private Told(Flow.Subscriber<? super RunStatus> subscriber, PluginRealm realm, Consumer<Told> onOver) {
            this.subscriber = Optional.of(subscriber);
            this.realm = realm;
            this.onOver = onOver;
        }

        private void begin(Source source) {
            opened.set(Optional.of(source.open(this)));
            if (over()) {
                forget();
            }
            tell();
        }

        private synchronized boolean over() {
            return subscriber.isEmpty();
        }

        /** There is a status. */
        void see(RunStatus status) {
            synchronized (this) {
                next = Optional.of(status);
            }
            tell();
        }

        /** There will be no more. */
        void fail(Throwable cause) {
            synchronized (this) {
                failure = Optional.of(cause);
            }
            tell();
        }

        /** The attempt has ended. */
        void end() {
            fail(new JobApiException(410, "the attempt that asked for the updates has ended"));
        }

        @Override
        public void request(long count) {
            synchronized (this) {
                if (count <= 0) {
                    failure = Optional.of(new IllegalArgumentException(
                            "%d statuses were requested; expected at least 1".formatted(count)));
                } else {
                    demand = demand + count < 0 ? Long.MAX_VALUE : demand + count;
                }
            }
            tell();
        }

        @Override
        public void cancel() {
            forget();
        }

        private void tell() {
            synchronized (this) {
                if (busy || !somethingToTell()) {
                    return;
                }
                busy = realm.executeInside(this::tellAll);
                if (busy) {
                    return;
                }
            }
            forget();
        }

        private boolean somethingToTell() {
            return subscriber.isPresent() && (!begun || failure.isPresent() || (next.isPresent() && demand > 0));
        }

        private void tellAll() {
            boolean more = true;
            while (more) {
                try {
                    more = tellOne();
                } catch (RuntimeException | Error e) {
                    // A subscriber that throws gets nothing more, as Flow has it.
                    forget();
                    more = false;
                }
            }
        }

        private boolean tellOne() {
            Flow.Subscriber<? super RunStatus> to;
            Optional<RunStatus> status = Optional.empty();
            boolean first;
            synchronized (this) {
                if (!somethingToTell()) {
                    busy = false;
                    return false;
                }
                to = subscriber.orElseThrow();
                first = !begun;
                begun = true;
                if (!first && failure.isEmpty()) {
                    status = next;
                    next = Optional.empty();
                    demand--;
                }
            }
            if (first) {
                to.onSubscribe(this);
            } else if (status.isPresent()) {
                to.onNext(status.get());
                if (status.get().finished()) {
                    forget();
                    to.onComplete();
                }
            } else {
                forget();
                to.onError(failure.orElseThrow());
            }
            return true;
        }

        /** Hold on to nobody any more. */
        private void forget() {
            synchronized (this) {
                subscriber = Optional.empty();
            }
            onOver.accept(this);
            opened.getAndSet(Optional.empty()).ifPresent(Told::close);
        }

        private static void close(AutoCloseable source) {
            try {
                source.close();
            } catch (Exception e) {
                throw new IllegalStateException("a source of statuses never fails to close", e);
            }
        }
    }
}
