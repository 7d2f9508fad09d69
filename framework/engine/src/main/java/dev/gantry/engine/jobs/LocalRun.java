package dev.gantry.engine.jobs;

import dev.gantry.job.ClashException;
import dev.gantry.job.JobApiException;
import dev.gantry.job.RunFile;
import dev.gantry.job.RunHandle;
import dev.gantry.job.RunInfo;
import dev.gantry.job.RunSpec;
import dev.gantry.job.RunStatus;
import dev.gantry.schema.InvalidParamsException;
import dev.gantry.schema.UnreadableJsonException;
import dev.gantry.store.LeaseRef;
import dev.gantry.store.Run;
import dev.gantry.store.RunAddress;
import dev.gantry.store.RunRequest;
import dev.gantry.store.Stash;
import dev.gantry.store.StoredFile;
import dev.gantry.store.Submission;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A run of this server, for a job. */
final class LocalRun implements RunHandle {

    /** Whose choice the address was. */
    enum Kind {
        /** The job's. */
        CHOSEN,
        /** Nobody's: whatever run of the same parent is there, it is the one. */
        MADE_UP,
        /** It is the run that the job is executed for. */
        OWN
    }

    private final CallerDesk desk;
    private final Waiting waiting;
    private final ProjectRuns runs;
    private final RunAddress address;
    private final Kind kind;
    private final UUID uuid;
    private OptionalLong stashVersion = OptionalLong.empty();

    LocalRun(CallerDesk desk, Waiting waiting, RunAddress address, Kind kind) {
        this.desk = desk;
        this.waiting = waiting;
        this.runs = desk.exchange().runs();
        this.address = address;
        this.kind = kind;
        this.uuid = runs.uuid(address);
    }

    UUID uuid() {
        return uuid;
    }

    RunAddress address() {
        return address;
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
        desk.checkOpen();
        if (uuid.equals(desk.run().uuid())) {
            throw new JobApiException(
                    409, "run %s is the one that is executed; make a handle of another with newRun".formatted(address));
        }
        QueueOrder order = desk.inheritance()
                .order(what.apply(RunSpec.INHERITED), desk.exchange().catalog().current(), desk.caller());
        Submission submission = submit(order);
        boolean mayBeOld = desk.queuedBefore(address.toString());
        if (!submission.created() && mayBeOld && isChild(submission.run())) {
            retryIfFailed(submission.run());
        }
        return this;
    }

    private Submission submit(QueueOrder order) {
        try {
            return desk.await(runs.queue(address, order));
        } catch (ClashException clash) {
            Run there = runs.find(address).orElseThrow(() -> clash);
            if (kind != Kind.MADE_UP || !isChild(there)) {
                throw clash;
            }
            desk.caller()
                    .warning("an earlier attempt queued %s with other params or another job; it stays as it is"
                            .formatted(address));
            return new Submission(there, false);
        } catch (UnreadableJsonException e) {
            throw new JobApiException(422, "the params cannot be used: " + e.getMessage(), e);
        } catch (InvalidParamsException e) {
            throw new JobApiException(422, "the params do not fit %s: %s".formatted(order.job(), e.getMessage()), e);
        }
    }

    private boolean isChild(Run run) {
        return run.request().origin().parent().equals(Optional.of(desk.run().uuid()));
    }

    private void retryIfFailed(Run run) {
        Optional<LeaseRef> mine = Optional.of(desk.caller().lease());
        desk.await(runs.retry(address, run.standing().attempts(), mine));
    }

    @Override
    public RunHandle retry() {
        desk.checkOpen();
        Run run = runs.find(address).orElseThrow(() -> ProjectQueue.notQueued(address));
        retryIfFailed(run);
        return this;
    }

    @Override
    public RunInfo info() {
        desk.checkOpen();
        Optional<Run> run = runs.find(address);
        return new RunInfo(
                project(),
                jobId(),
                run.map(ProjectRuns::statusOf).orElse(RunStatus.UNKNOWN),
                Optional.empty(),
                run.map(LocalRun::queued));
    }

    private static RunInfo.Queued queued(Run run) {
        RunRequest request = run.request();
        return new RunInfo.Queued(
                run.uuid(),
                request.path(),
                request.options().description(),
                request.options().tags(),
                run.standing().attempts(),
                run.state().finished() ? run.standing().resultCode() : -1,
                run.createdAt(),
                run.stamp().updatedAt());
    }

    @Override
    public Flow.Publisher<RunStatus> updates() {
        desk.checkOpen();
        Exchange exchange = desk.exchange();
        return new StatusUpdates(
                desk, told -> StatusChanges.tell(uuid, exchange.changes(), exchange.store(), told::see));
    }

    @Override
    public RunStatus follow(Consumer<RunStatus> each) {
        desk.checkOpen();
        return waiting.follow(uuid, address, each);
    }

    @Override
    public synchronized void putStash(Object value) {
        desk.checkOpen();
        String json = desk.json().write("stash", value);
        long expected = stashVersion.orElseGet(
                () -> runs.stash(address).map(Stash::version).orElse(0L));
        try {
            Stash written = desk.await(runs.putStash(
                    address,
                    json,
                    expected,
                    desk.address().toString(),
                    Optional.of(desk.caller().lease())));
            stashVersion = OptionalLong.of(written.version());
        } catch (UnreadableJsonException e) {
            throw new JobApiException(422, "the stash cannot be used: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized <T> T getStash(Class<T> type) {
        desk.checkOpen();
        Optional<Stash> stash = runs.stash(address);
        stashVersion = OptionalLong.of(stash.map(Stash::version).orElse(0L));
        return desk.json().read("stash of " + address, stash.map(Stash::json).orElse("{}"), type);
    }

    @Override
    public List<Map<String, Object>> meta() {
        desk.checkOpen();
        return runs.meta(address);
    }

    @Override
    public String report() {
        desk.checkOpen();
        return runs.report(address);
    }

    @Override
    public void putFile(InputStream content, String name) {
        desk.checkOpen();
        new FileCopy(desk, address).copy(content, name);
    }

    @Override
    public RunFile getFile(String name) {
        desk.checkOpen();
        List<StoredFile> all = runs.files(address);
        return all.stream()
                .filter(file -> file.name().equals(name))
                .findFirst()
                .map(file -> new LocalFile(desk, address, file))
                .orElseThrow(() -> new JobApiException(
                        404,
                        "run %s has no file \"%s\"; it has %s"
                                .formatted(
                                        address,
                                        name,
                                        all.stream().map(StoredFile::name).toList())));
    }

    @Override
    public List<String> files() {
        desk.checkOpen();
        return runs.files(address).stream().map(StoredFile::name).toList();
    }

    @Override
    public void cancel() {
        desk.checkOpen();
        desk.await(runs.cancel(address));
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
