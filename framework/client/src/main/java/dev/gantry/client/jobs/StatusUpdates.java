package dev.gantry.client.jobs;

import static java.util.Objects.requireNonNull;

import dev.gantry.client.link.Link;
import dev.gantry.job.RunStatus;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/** Tells of the status of a run by calls that the server answers when it changes. Holds no thread meanwhile. */
final class StatusUpdates implements Flow.Publisher<RunStatus> {

    private final StatusCall status;

    StatusUpdates(JobCalls calls, RunUrl url) {
        this.status = new StatusCall(calls, url);
    }

    @Override
    public void subscribe(Flow.Subscriber<? super RunStatus> subscriber) {
        Watch watch = new Watch(status, requireNonNull(subscriber, "subscriber is null"));
        subscriber.onSubscribe(watch);
        watch.ask();
    }

    /** One subscriber: at most one call at a time is under way, and the subscriber is told by one thread at a time. */
    private static final class Watch implements Flow.Subscription {

        private final StatusCall status;
        private final Flow.Subscriber<? super RunStatus> subscriber;

        private CompletableFuture<HttpResponse<String>> call = new CompletableFuture<>();
        private RunStatus known;
        private RunStatus untold;
        private Throwable failure;
        private long wanted;
        private int failures;
        private boolean telling;
        private boolean over;

        private Watch(StatusCall status, Flow.Subscriber<? super RunStatus> subscriber) {
            this.status = status;
            this.subscriber = subscriber;
        }

        private synchronized void ask() {
            if (over) {
                return;
            }
            HttpRequest request = status.request(known);
            call = status.calls().link().sendAsync(request, BodyHandlers.ofString());
            var unused = call.whenComplete(this::answered);
        }

        private void answered(HttpResponse<String> answer, Throwable away) {
            if (away != null || Link.isPassing(answer.statusCode())) {
                askLater();
                return;
            }
            try {
                RunStatus now = status.read(answer);
                boolean again = take(now);
                tell();
                if (again) {
                    ask();
                }
            } catch (RuntimeException refused) {
                synchronized (this) {
                    failure = refused;
                }
                tell();
            }
        }

        private void askLater() {
            long pause;
            synchronized (this) {
                failures++;
                pause = status.calls()
                        .link()
                        .access()
                        .patience()
                        .pause(failures)
                        .toNanos();
            }
            CompletableFuture.delayedExecutor(pause, TimeUnit.NANOSECONDS).execute(this::ask);
        }

        /** Whether there is more to come. */
        private synchronized boolean take(RunStatus now) {
            failures = 0;
            if (now != known) {
                known = now;
                untold = now;
            }
            return !now.finished();
        }

        @Override
        public void request(long n) {
            synchronized (this) {
                if (n <= 0) {
                    failure = new IllegalArgumentException("%d items were requested; expected at least 1".formatted(n));
                } else {
                    wanted = wanted + n < 0 ? Long.MAX_VALUE : wanted + n;
                }
            }
            tell();
        }

        @Override
        public synchronized void cancel() {
            over = true;
            call.cancel(true);
        }

        /** Tell what there is to tell, unless another thread is at it, which then does this too. */
        private void tell() {
            synchronized (this) {
                if (telling) {
                    return;
                }
                telling = true;
            }
            Runnable next = next();
            while (next != null) {
                next.run();
                next = next();
            }
        }

        private synchronized Runnable next() {
            if (!over && failure != null) {
                Throwable why = failure;
                cancel();
                return () -> subscriber.onError(why);
            }
            if (!over && untold != null && wanted > 0) {
                RunStatus now = untold;
                untold = null;
                wanted--;
                return () -> subscriber.onNext(now);
            }
            if (!over && untold == null && known != null && known.finished()) {
                over = true;
                return subscriber::onComplete;
            }
            telling = false;
            return null;
        }
    }
}
