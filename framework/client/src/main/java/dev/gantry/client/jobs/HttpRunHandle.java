package dev.gantry.client.jobs;

import dev.gantry.client.wire.AddressedRun;
import dev.gantry.client.wire.FileEntry;
import dev.gantry.client.wire.Problem;
import dev.gantry.client.wire.RunStanding;
import dev.gantry.job.JobApiException;
import dev.gantry.job.RunFile;
import dev.gantry.job.RunHandle;
import dev.gantry.job.RunInfo;
import dev.gantry.job.RunSpec;
import dev.gantry.job.RunStatus;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A run of a server, over HTTP. */
final class HttpRunHandle implements RunHandle {

    private static final String JSON = "application/json";

    private final JobCalls calls;
    private final Optional<URI> api;
    private final RunUrl url;
    private final HttpStash stash;

    HttpRunHandle(JobCalls calls, Optional<URI> api, RunUrl url) {
        this.calls = calls;
        this.api = api;
        this.url = url;
        this.stash = new HttpStash(calls, url);
    }

    JobCalls calls() {
        return calls;
    }

    @Override
    public String project() {
        return url.project();
    }

    @Override
    public String jobId() {
        return url.jobId();
    }

    @Override
    public Optional<URI> api() {
        return api;
    }

    @Override
    public RunHandle queue(UnaryOperator<RunSpec> what) {
        RunSpec spec = what.apply(RunSpec.INHERITED);
        calls.text(calls.request(url.path()).header("Content-Type", JSON).PUT(calls.json(Orders.of(spec, url))));
        return this;
    }

    @Override
    public RunHandle retry() {
        int attempts = info().queued()
                .orElseThrow(() -> new JobApiException(
                        404, "nobody has queued %s, so it cannot be queued again; queue it".formatted(url)))
                .attempts();
        calls.text(calls.request(url.path("retry?attempts=" + attempts)).POST(BodyPublishers.noBody()));
        return this;
    }

    @Override
    public RunInfo info() {
        AddressedRun run = calls.read(calls.request(url.path()), AddressedRun.class);
        return new RunInfo(
                run.project(),
                run.jobId(),
                RunStatus.valueOf(run.status()),
                api,
                Optional.ofNullable(run.run()).map(HttpRunHandle::queued));
    }

    private static RunInfo.Queued queued(AddressedRun.Details run) {
        return new RunInfo.Queued(
                run.uuid(),
                run.job(),
                run.description(),
                run.tags(),
                run.standing().attempts(),
                run.standing().result(),
                run.times().createdAt(),
                run.times().updatedAt());
    }

    @Override
    public RunStatus status() {
        return RunStatus.valueOf(
                calls.read(calls.request(url.path("status")), RunStanding.class).status());
    }

    @Override
    public Flow.Publisher<RunStatus> updates() {
        return new StatusUpdates(calls, url);
    }

    @Override
    public RunStatus follow(Consumer<RunStatus> each) {
        return new StatusFollower(calls, url).follow(each);
    }

    @Override
    public void putStash(Object value) {
        stash.put(value);
    }

    @Override
    public <T> T getStash(Class<T> type) {
        return stash.get(type);
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<Map<String, Object>> meta() {
        return calls.read(calls.request(url.path("meta")), List.class);
    }

    @Override
    public String report() {
        return calls.text(calls.request(url.path("report")));
    }

    @Override
    public void putFile(Path file, String name) {
        new FileUpload(calls, url, name).put(new PathSource(file));
    }

    @Override
    public void putFile(InputStream content, String name) {
        new FileUpload(calls, url, name).put(new StreamSource(content));
    }

    @Override
    public RunFile getFile(String name) {
        HttpResponse<Void> head = calls.head(url.file(name));
        if (head.statusCode() != 200) {
            // The answer to HEAD has no body that could say why.
            calls.text(calls.request(url.file(name)).header("Range", "bytes=0-0"));
            throw calls.refusal(head.statusCode(), "");
        }
        return HttpRunFile.of(calls, url.file(name), name, head.headers());
    }

    @Override
    public List<String> files() {
        return List.of(calls.read(calls.request(url.path("files")), FileEntry[].class)).stream()
                .map(FileEntry::name)
                .toList();
    }

    @Override
    public void cancel() {
        HttpResponse<String> answer = calls.send(
                calls.request(url.path("cancel")).POST(BodyPublishers.noBody()).build(),
                BodyHandlers.ofString(),
                () -> {});
        // 404: nobody has queued it; 409: it is finished. Either way there is nothing to be cancelled.
        if (answer.statusCode() / 100 != 2 && !isNothingToCancel(answer)) {
            throw calls.refusal(answer.statusCode(), answer.body());
        }
    }

    private static boolean isNothingToCancel(HttpResponse<String> answer) {
        return answer.statusCode() == 409
                || (answer.statusCode() == 404
                        && Problem.read(404, answer.body()).type().endsWith(":unknown-run"));
    }

    /** For people to read. */
    @Override
    public String toString() {
        return url.toString();
    }
}
