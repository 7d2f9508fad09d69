package dev.gantry.client.jobs;

import dev.gantry.client.link.Link;
import dev.gantry.job.Destination;
import dev.gantry.job.JobApiException;
import dev.gantry.job.Jobs;
import dev.gantry.job.RunHandle;
import dev.gantry.job.WaitResult;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * The Job API of a server. Runs may also be put on other servers, which are called with the same token: the servers of a
 * group share one. Thread-safe.
 */
public final class HttpJobs implements Jobs {

    private final JobCalls calls;
    private final Map<URI, JobCalls> others = new ConcurrentHashMap<>();

    /**
     * Make one.
     *
     * @param caller for people to read: who wrote a stash or file
     */
    public HttpJobs(Link link, String caller) {
        this.calls = new JobCalls(link, caller);
    }

    /** {@inheritDoc} The project is {@code client.spawned_NN}, NN and the job id are random. */
    @Override
    public RunHandle newRun(UnaryOperator<Destination> to) {
        Destination destination = to.apply(Destination.IMPLICIT);
        return new HttpRunHandle(
                destination.api().map(this::other).orElse(calls),
                destination.api(),
                new RunUrl(Names.project(destination), Names.jobId(destination)));
    }

    private JobCalls other(URI server) {
        return others.computeIfAbsent(
                server, elsewhere -> new JobCalls(new Link(calls.link().access().at(elsewhere)), calls.caller()));
    }

    @Override
    public RunHandle mine() {
        throw new IllegalStateException(
                "mine() is the run of a job, and this is none; name the run: run(project, jobId)");
    }

    @Override
    public void concurrency(String project, int concurrency) {
        if (concurrency < 1) {
            throw new JobApiException(
                    422, "concurrency of %s is %d; expected at least 1".formatted(project, concurrency));
        }
        calls.text(calls.request("projects/" + Names.checked("project", project))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"concurrency\":%d}".formatted(concurrency))));
    }

    @Override
    public WaitResult waitJobs(Collection<RunHandle> runs, Duration timeout) {
        List<HttpRunHandle> handles = new ArrayList<>();
        for (RunHandle run : runs) {
            if (!(run instanceof HttpRunHandle handle)) {
                throw new IllegalArgumentException("%s/%s is no handle of this client; wait for those that it made"
                        .formatted(run.project(), run.jobId()));
            }
            handles.add(handle);
        }
        return new RunWait(timeout).of(handles);
    }
}
