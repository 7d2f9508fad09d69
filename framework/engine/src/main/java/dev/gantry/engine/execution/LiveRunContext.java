package dev.gantry.engine.execution;

import dev.gantry.engine.catalog.JobDefinition;
import dev.gantry.engine.jobs.MetaPair;
import dev.gantry.engine.jobs.ProjectRuns;
import dev.gantry.engine.jobs.RunSetup;
import dev.gantry.job.Jobs;
import dev.gantry.job.RunContext;
import dev.gantry.job.Target;
import dev.gantry.schema.DataTooLargeException;
import dev.gantry.store.Claim;
import dev.gantry.store.RunOptions;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** The context that a job sees while one attempt of its run is executed. */
final class LiveRunContext implements RunContext<Object> {

    /** What the attempt lends to its context. */
    record Tools(
            RunRecorder recorder,
            RunNarrator narrator,
            StopSwitch stopSwitch,
            Runnable keepAlive,
            Supplier<Path> workFolder,
            Supplier<Jobs> jobs,
            int maxDataBytes) {}

    private final Claim claim;
    private final JobDefinition job;
    private final Tools tools;
    private final RunSetup setup;
    private final ProgressTracker progress;
    private final AtomicReference<Optional<String>> data;
    private volatile int errorCount;

    LiveRunContext(Claim claim, JobDefinition job, Tools tools) {
        this.claim = claim;
        this.job = job;
        this.tools = tools;
        this.setup = RunSetup.of(claim.run().request().origin().setup());
        this.progress =
                new ProgressTracker(claim.run().progress(), tools.recorder()::progress, tools.narrator()::warning);
        this.data = new AtomicReference<>(claim.body().data());
        this.errorCount = claim.run().standing().errorCount();
    }

    /** An attempt of this run broke just now. */
    void errorsCounted(int errors) {
        errorCount = errors;
    }

    @Override
    public UUID uuid() {
        return claim.run().uuid();
    }

    @Override
    public String jobType() {
        return claim.run().jobType();
    }

    @Override
    public int attempt() {
        return claim.run().standing().attempts();
    }

    private RunOptions options() {
        return claim.run().request().options();
    }

    @Override
    public Map<String, String> tags() {
        return options().tags();
    }

    @Override
    public String description() {
        return options().description();
    }

    @Override
    public int errorCount() {
        return errorCount;
    }

    @Override
    public int maxErrors() {
        return job.policy().maxErrors();
    }

    @Override
    public void info(String message) {
        tools.narrator().info(String.valueOf(message));
    }

    @Override
    public void warning(String message) {
        tools.narrator().warning(String.valueOf(message));
    }

    @Override
    public void error(int code, String message) {
        tools.narrator().error(code, String.valueOf(message));
    }

    @Override
    public double completeness() {
        return progress.completeness();
    }

    @Override
    public void completeness(double value) {
        progress.set(value);
    }

    @Override
    public void addToCompleteness(double delta) {
        progress.add(delta);
    }

    @Override
    public void tickValue(double value) {
        progress.tickValue(value);
    }

    @Override
    public void tick() {
        progress.tick();
    }

    @Override
    public <T> Iterable<T> track(Collection<T> items) {
        if (!items.isEmpty()) {
            progress.tickValue((1 - progress.completeness()) / items.size());
        }
        Iterator<T> all = items.iterator();
        return () -> new TickingIterator<>(all, progress);
    }

    @Override
    public void data(Object value) {
        String json;
        try {
            json = job.data().write(value, tools.maxDataBytes());
        } catch (DataTooLargeException e) {
            throw fail(413, e.getMessage());
        }
        data.set(Optional.of(json));
        tools.recorder().data(json);
    }

    @Override
    public Optional<Object> data() {
        return data.get().map(job.data()::read);
    }

    @Override
    public boolean cancelled() {
        return tools.stopSwitch().reasonShown().isPresent();
    }

    @Override
    public void checkCancelled() {
        tools.stopSwitch().checkStopped();
    }

    @Override
    public void keepAlive() {
        tools.keepAlive().run();
    }

    @Override
    public Path workDir() {
        return tools.workFolder().get();
    }

    @Override
    public String project() {
        return ProjectRuns.addressOf(claim.run()).project();
    }

    @Override
    public String jobId() {
        return ProjectRuns.addressOf(claim.run()).jobId();
    }

    @Override
    public Map<String, Object> config() {
        return setup.config();
    }

    @Override
    public Target target() {
        return setup.target();
    }

    @Override
    public void meta(String name, Object value) {
        tools.narrator().meta(MetaPair.of(name, value));
    }

    @Override
    public Jobs jobs() {
        return tools.jobs().get();
    }
}
