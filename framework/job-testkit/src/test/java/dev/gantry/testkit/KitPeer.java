package dev.gantry.testkit;

import dev.gantry.engine.jobs.ProjectRuns;
import dev.gantry.engine.jobs.QueueOrder;
import dev.gantry.engine.jobs.RunSetup;
import dev.gantry.job.Destination;
import dev.gantry.job.JobApiException;
import dev.gantry.job.Jobs;
import dev.gantry.job.RunFile;
import dev.gantry.job.RunHandle;
import dev.gantry.job.RunInfo;
import dev.gantry.job.RunSpec;
import dev.gantry.job.RunStatus;
import dev.gantry.job.Target;
import dev.gantry.job.WaitResult;
import dev.gantry.schema.PlainJson;
import dev.gantry.store.Run;
import dev.gantry.store.RunAddress;
import dev.gantry.store.RunOptions;
import dev.gantry.store.Stash;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The runs of another kit, as a client of its server would reach them; refuses values that are not plain. */
final class KitPeer implements Jobs {

    private final JobTestKit kit;
    private final ProjectRuns runs;
    private volatile Runnable onCall = () -> {};

    KitPeer(JobTestKit kit) {
        this.kit = kit;
        this.runs = kit.projects();
    }

    /** Do something before each queue or cancel: wait, or fail. */
    void onCall(Runnable what) {
        onCall = what;
    }

    private static <T> T done(Callable<CompletableFuture<T>> call) {
        try {
            return call.call().join();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public RunHandle newRun(UnaryOperator<Destination> to) {
        Destination at = to.apply(Destination.IMPLICIT);
        return new Handle(new RunAddress(at.project().orElseThrow(), at.jobId().orElseThrow()));
    }

    @Override
    public RunHandle mine() {
        throw new IllegalStateException("not in a job");
    }

    @Override
    public void concurrency(String project, int concurrency) {
        done(() -> runs.limit(project, concurrency));
    }

    @Override
    public WaitResult waitJobs(Collection<RunHandle> handles, Duration timeout) {
        return WaitResult.of(handles.stream()
                .map(handle -> kit.at(handle.project(), handle.jobId())
                        .await(run -> run.state().finished()))
                .map(ProjectRuns::statusOf)
                .toList());
    }

    private final class Handle implements RunHandle {

        private final RunAddress address;

        private Handle(RunAddress address) {
            this.address = address;
        }

        @Override
        public String project() {
            return address.project();
        }

        @Override
        public String jobId() {
            return address.jobId();
        }

        @Override
        public Optional<URI> api() {
            return Optional.empty();
        }

        @Override
        public RunHandle queue(UnaryOperator<RunSpec> what) {
            RunSpec spec = what.apply(RunSpec.INHERITED);
            RunOptions options = new RunOptions(
                    spec.description(),
                    spec.tags().orElse(Map.of()),
                    spec.priority().orElse(0),
                    spec.runAt(),
                    Optional.empty());
            RunSetup setup =
                    new RunSetup(spec.config().orElse(Map.of()), spec.target().orElse(Target.LOCALHOST));
            String params = PlainJson.write(spec.params().orElse(Map.of()));
            String job = spec.job().orElseThrow();
            onCall.run();
            done(() -> runs.queue(address, new QueueOrder(job, params, options, setup, Optional.empty())));
            return this;
        }

        @Override
        public RunHandle retry() {
            Run run = runs.find(address).orElseThrow();
            done(() -> runs.retry(address, run.standing().attempts(), Optional.empty()));
            return this;
        }

        @Override
        public RunInfo info() {
            RunStatus status = runs.find(address).map(ProjectRuns::statusOf).orElse(RunStatus.UNKNOWN);
            return new RunInfo(project(), jobId(), status, api(), Optional.empty());
        }

        @Override
        public Flow.Publisher<RunStatus> updates() {
            throw new UnsupportedOperationException();
        }

        @Override
        public RunStatus follow(Consumer<RunStatus> each) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void putStash(Object value) {
            long version = runs.stash(address).map(Stash::version).orElse(0L);
            done(() -> runs.putStash(address, PlainJson.write(value), version, "peer", Optional.empty()));
        }

        @Override
        public <T> T getStash(Class<T> type) {
            String json = runs.stash(address).map(Stash::json).orElse("{}");
            return type.cast(done(() -> CompletableFuture.completedFuture(PlainJson.read(json))));
        }

        @Override
        public List<Map<String, Object>> meta() {
            return runs.meta(address);
        }

        @Override
        public String report() {
            return runs.report(address);
        }

        @Override
        public void putFile(InputStream content, String name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public RunFile getFile(String name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<String> files() {
            return List.of();
        }

        @Override
        public void cancel() {
            onCall.run();
            if (runs.cancel(address).join().isEmpty()) {
                throw new JobApiException(404, "nobody has queued " + address);
            }
        }
    }
}
