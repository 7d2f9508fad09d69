package dev.gantry.engine.jobs;

import dev.gantry.job.ClashException;
import dev.gantry.job.Jobs;
import dev.gantry.job.RunFile;
import dev.gantry.job.RunHandle;
import dev.gantry.job.RunInfo;
import dev.gantry.job.RunSpec;
import dev.gantry.job.RunStatus;
import dev.gantry.schema.PlainJson;
import dev.gantry.store.RunAddress;
import java.io.InputStream;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A run of another server, for a job. What is said there is plain values, so that no class of a plugin ever reaches what
 * all plugins share.
 */
final class RemoteRun implements RunHandle {

    private final CallerDesk desk;
    private final Waiting waiting;
    private final There place;
    private final RunAddress address;
    private final RunHandle there;

    /**
     * Where a run is.
     *
     * @param peer the Job API there
     * @param madeUp whether nobody chose the job id, so that whatever run is there is the one
     */
    record There(URI server, Jobs peer, RunAddress address, boolean madeUp) {}

    RemoteRun(CallerDesk desk, Waiting waiting, There place) {
        this.desk = desk;
        this.waiting = waiting;
        this.place = place;
        this.address = place.address();
        this.there = place.peer().run(address.project(), address.jobId());
    }

    /** The Job API there. */
    Jobs peer() {
        return place.peer();
    }

    /** The handle there. */
    RunHandle there() {
        return there;
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
        return Optional.of(place.server());
    }

    /** A call that was broken off because the attempt has to stop is told as that. */
    private <T> T ask(Supplier<T> call) {
        desk.checkOpen();
        try {
            return call.get();
        } catch (RuntimeException e) {
            if (desk.caller().stopped().isDone()) {
                desk.caller().checkStopped();
            }
            throw e;
        }
    }

    private void tell(Runnable call) {
        ask(() -> {
            call.run();
            return true;
        });
    }

    @Override
    public RunHandle queue(UnaryOperator<RunSpec> what) {
        desk.checkOpen();
        RunSpec spec = desk.inheritance()
                .spelledOut(
                        what.apply(RunSpec.INHERITED), desk.exchange().catalog().current());
        dev.gantry.store.RemoteRun child =
                new dev.gantry.store.RemoteRun(desk.run().uuid(), place.server().toString(), address);
        desk.await(Refusals.of(desk.exchange().store().linkRemote(desk.caller().lease(), child)));
        try {
            boolean failedBefore = desk.queuedBefore(toString()) && ask(there::status) == RunStatus.FAIL;
            tell(() -> submit(spec));
            if (failedBefore) {
                tell(there::retry);
            }
        } finally {
            if (desk.cancelled()) {
                // The cancel may have been delivered before the run was there.
                desk.exchange().elsewhere().cancels().deliverAgain(child);
            }
        }
        return this;
    }

    private void submit(RunSpec spec) {
        try {
            there.queue(inherited -> spec);
        } catch (ClashException clash) {
            if (!place.madeUp()) {
                throw clash;
            }
            desk.caller()
                    .warning("an earlier attempt queued %s with other params or another job; it stays as it is"
                            .formatted(this));
        }
    }

    @Override
    public RunHandle retry() {
        tell(there::retry);
        return this;
    }

    @Override
    public RunInfo info() {
        RunInfo info = ask(there::info);
        return new RunInfo(project(), jobId(), info.status(), api(), info.queued());
    }

    @Override
    public Flow.Publisher<RunStatus> updates() {
        desk.checkOpen();
        return new StatusUpdates(desk, told -> ForwardedUpdates.of(there.updates(), told));
    }

    @Override
    public RunStatus follow(Consumer<RunStatus> each) {
        return ask(() -> waiting.withoutSlot(new LinkedHashMap<>(), () -> there.follow(each)));
    }

    @Override
    public void putStash(Object value) {
        Object plain = desk.json().plain("stash", value);
        tell(() -> there.putStash(plain));
    }

    @Override
    public <T> T getStash(Class<T> type) {
        Object plain = ask(there::getStash);
        return desk.json().read("stash of " + address, PlainJson.write(plain), type);
    }

    @Override
    public List<Map<String, Object>> meta() {
        return ask(there::meta);
    }

    @Override
    public String report() {
        return ask(there::report);
    }

    @Override
    public void putFile(InputStream content, String name) {
        String checked = FileNames.checked(name);
        tell(() -> there.putFile(content, checked));
    }

    @Override
    public void putFile(java.nio.file.Path file, String name) {
        String checked = FileNames.checked(name);
        tell(() -> there.putFile(file, checked));
    }

    @Override
    public RunFile getFile(String name) {
        return ask(() -> there.getFile(name));
    }

    @Override
    public List<String> files() {
        return ask(there::files);
    }

    @Override
    public void cancel() {
        tell(there::cancel);
    }

    @Override
    public String toString() {
        return "%s of %s".formatted(address, place.server());
    }
}
