package dev.gantry.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.client.jobs.Caller;
import dev.gantry.client.jobs.HttpJobs;
import dev.gantry.client.link.Link;
import dev.gantry.client.link.ServerAccess;
import dev.gantry.client.wire.Accepted;
import dev.gantry.client.wire.Access;
import dev.gantry.client.wire.Attempts;
import dev.gantry.client.wire.BranchEntry;
import dev.gantry.client.wire.Descendants;
import dev.gantry.client.wire.Health;
import dev.gantry.client.wire.Info;
import dev.gantry.client.wire.LeafEntry;
import dev.gantry.client.wire.Outcome;
import dev.gantry.client.wire.Plugins;
import dev.gantry.client.wire.PostSchema;
import dev.gantry.client.wire.Progress;
import dev.gantry.client.wire.RunCounts;
import dev.gantry.client.wire.RunExplanation;
import dev.gantry.client.wire.RunPage;
import dev.gantry.client.wire.RunSummary;
import dev.gantry.client.wire.Statistics;
import dev.gantry.client.wire.SubmittedParams;
import dev.gantry.client.wire.Tree;
import dev.gantry.client.wire.TreeLogPage;
import dev.gantry.client.wire.WireJson;
import dev.gantry.client.wire.WorkerEntry;
import dev.gantry.job.Jobs;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * A client of one server.
 *
 * <p>Branches and leaves are named by their path: either as the server lists it ({@code /api/v1/examples/fizz_buzz}) or below
 * the server's base path, without a leading slash ({@code examples/fizz_buzz}). A run is named by its root branch and uuid.
 *
 * <p>Every call waits for the answer. It fails with a {@link GantryException} if the server refuses (a {@link
 * ForbiddenException} if it would not do so for another caller), and with an
 * {@link UncheckedIOException} if it cannot be reached or does not answer like one. Thread-safe.
 */
public final class GantryClient {

    private final Link link;
    private final Transport transport;

    /** Make a client for a server, its base path included. */
    public GantryClient(URI server) {
        this(ServerAccess.to(server));
    }

    /** Make a client for a server that asks for a token. */
    public GantryClient(URI server, String token) {
        this(ServerAccess.to(server).token(token));
    }

    /** Make a client for a server that is reached like this. */
    public GantryClient(ServerAccess access) {
        this.link = new Link(access);
        this.transport = new Transport(link);
    }

    /** The Job API of the server, for this user on this host. Runs queued here inherit nothing: all is to be said. */
    public Jobs jobs() {
        return jobs(Caller.OF_PROCESS);
    }

    /**
     * The Job API of the server, on behalf of somebody.
     *
     * @param caller for people to read: who wrote a stash or file
     */
    public Jobs jobs(String caller) {
        return new HttpJobs(link, caller);
    }

    /** Ask what the token of this client allows. */
    public Access access() {
        return get("access", new TypeReference<>() {});
    }

    /** Show all branches and jobs at once. */
    public Tree tree() {
        return get("tree", new TypeReference<>() {});
    }

    /** List the root branches. */
    public List<BranchEntry> branches() {
        return get("branches", new TypeReference<>() {});
    }

    /** List the branches just below a branch. */
    public List<BranchEntry> branches(String branch) {
        return get(branch + "/branches", new TypeReference<>() {});
    }

    /** List the jobs just below a branch. */
    public List<LeafEntry> leaves(String branch) {
        return get(branch + "/leaves", new TypeReference<>() {});
    }

    /** Show the JSON Schema of a job's params. */
    public JsonNode postSchema(String leaf) {
        return get(leaf + "/post-schema", new TypeReference<PostSchema>() {}).postSchema();
    }

    /**
     * Start a run.
     *
     * @param params what Jackson writes as a JSON object: a record, a map, a tree
     * @return the run, once it is durable; with an idempotency key perhaps one that was there
     */
    public UUID submit(String leaf, Object params, SubmitOptions options) {
        return transport
                .read(submission(leaf, params, options), new TypeReference<Accepted>() {})
                .uuid();
    }

    /** Start a run and wait for its end, but not for longer than the time given (and the server's limit of 300 s). */
    public Outcome submit(String leaf, Object params, SubmitOptions options, Duration wait) {
        return transport.read(
                submission(leaf, params, options)
                        .timeout(link.access().timeout().plus(wait))
                        .header("Prefer", "wait=" + wait.toSeconds()),
                new TypeReference<>() {});
    }

    /**
     * Start many runs of one job, which costs each a small part of what it costs alone. What is wrong with one concerns no
     * other. They are sent in several calls if they are many; if one of those fails, the runs of earlier ones are there, so
     * give each an idempotency key if you want to try again.
     *
     * @return one result for each, in order, once all runs are durable
     */
    public List<ItemResult> submitAll(String leaf, Iterable<RunItem> items) {
        return new BulkSubmit(transport, leaf).submit(items);
    }

    private HttpRequest.Builder submission(String leaf, Object params, SubmitOptions options) {
        HttpRequest.Builder request = transport
                .request(leaf + "/job" + options.query())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(json(params)));
        options.idempotencyKey().ifPresent(key -> request.header("Idempotency-Key", key));
        return request;
    }

    private static byte[] json(Object params) {
        try {
            return WireJson.mapper().writeValueAsBytes(params);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "params are a %s, which cannot be written as JSON"
                            .formatted(params.getClass().getName()),
                    e);
        }
    }

    /** Show how far a run has come. */
    public Progress progress(String root, UUID uuid) {
        return get(root + "/progress/" + uuid, new TypeReference<>() {});
    }

    /** Show how far a run has come and what it recorded. */
    public Info info(String root, UUID uuid) {
        return get(root + "/info/" + uuid, new TypeReference<>() {});
    }

    /** Show what a run produced so far: always an object, empty if there is nothing. */
    public JsonNode data(String root, UUID uuid) {
        return get(root + "/data/" + uuid, new TypeReference<>() {});
    }

    /** Show every attribute of a run, with its params and data, without its log. */
    public JsonNode dump(String root, UUID uuid) {
        return get(root + "/dump/" + uuid, new TypeReference<>() {});
    }

    /** Show every attribute of a run, with its params, data and log. */
    public JsonNode dumpWithLogs(String root, UUID uuid) {
        return get(root + "/dump/" + uuid + "?showLogs=true", new TypeReference<>() {});
    }

    /** Show what a run printed. */
    public String report(String root, UUID uuid) {
        return transport.text(transport.request(root + "/report/" + uuid));
    }

    /** List runs at or below a branch or leaf, newest first. */
    public RunPage runs(String branchOrLeaf, RunFilter filter) {
        return get(branchOrLeaf + "/runs" + filter.query(), new TypeReference<>() {});
    }

    /** List runs of all jobs, newest first. */
    public RunPage runs(RunFilter filter) {
        return get("runs" + filter.query(), new TypeReference<>() {});
    }

    /**
     * Count runs at or below a branch or leaf by state.
     *
     * @param filter which runs; its limit and its cursor do not matter
     */
    public RunCounts counts(String branchOrLeaf, RunFilter filter) {
        return get(branchOrLeaf + "/counts" + filter.selection(), new TypeReference<>() {});
    }

    /**
     * Count runs of all jobs by state.
     *
     * @param filter which runs; its limit and its cursor do not matter
     */
    public RunCounts counts(RunFilter filter) {
        return get("counts" + filter.selection(), new TypeReference<>() {});
    }

    /** Show how it went with the newest runs of each job at or below a branch or leaf. */
    public Statistics statistics(String branchOrLeaf) {
        return get(branchOrLeaf + "/statistics", new TypeReference<>() {});
    }

    /** Show a run as lists show it. */
    public RunSummary run(String root, UUID uuid) {
        return get(root + "/runs/" + uuid, new TypeReference<>() {});
    }

    /** List the runs that a run queued, newest first. */
    public RunPage children(String root, UUID uuid, RunFilter filter) {
        return get(root + "/children/" + uuid + filter.query(), new TypeReference<>() {});
    }

    /** Show all runs below a run, those of one job as one group; of the first 50,000. */
    public Descendants descendants(String root, UUID uuid) {
        return get(root + "/descendants/" + uuid, new TypeReference<>() {});
    }

    /** Say why a run is not being executed, or that it is. */
    public RunExplanation explain(String root, UUID uuid) {
        return get(root + "/explain/" + uuid, new TypeReference<>() {});
    }

    /** Show what a run was submitted with, its defaults filled in and its secrets left out. */
    public SubmittedParams params(String root, UUID uuid) {
        return get(root + "/params/" + uuid, new TypeReference<>() {});
    }

    /** Show the attempts of a run, as far as its log tells of them. */
    public Attempts attempts(String root, UUID uuid) {
        return get(root + "/attempts/" + uuid, new TypeReference<>() {});
    }

    /** Show the newest 200 lines of the logs of a run and of all below it, in the order of time. */
    public TreeLogPage treeLog(String root, UUID uuid) {
        return get(root + "/tree-log/" + uuid, new TypeReference<>() {});
    }

    /**
     * Show the 200 lines before those of a page.
     *
     * @param next what the page gave as next
     */
    public TreeLogPage treeLogBefore(String root, UUID uuid, String next) {
        return get(root + "/tree-log/" + uuid + new Query().add("before", next), new TypeReference<>() {});
    }

    /** Cancel a run. It is CANCELLED afterwards, or RUNNING with its cancel requested and will be soon. */
    public RunSummary cancel(String root, UUID uuid) {
        return transport.read(post(root + "/cancel/" + uuid), new TypeReference<>() {});
    }

    /** Queue a finished run again. */
    public void retry(String root, UUID uuid) {
        transport.text(post(root + "/retry/" + uuid));
    }

    /**
     * Be told of a run as it goes, from its beginning. A stream that breaks is taken up where it broke.
     *
     * @param listener called on threads of the client, by one at a time
     */
    public RunSubscription stream(String root, UUID uuid, RunListener listener) {
        return RunSubscription.open(transport, root + "/stream/" + uuid, listener);
    }

    /** Show the plugins and all that is wrong with them. */
    public Plugins plugins() {
        return get("plugins", new TypeReference<>() {});
    }

    /** List the workers that share the server's store, by id, those too that have said nothing for a while. */
    public List<WorkerEntry> workers() {
        return get("workers", new TypeReference<>() {});
    }

    /** Ask a worker, of whichever server, to take no more runs; those that it executes go on. It obeys soon. */
    public WorkerEntry drain(String worker) {
        return ask(worker, "drain");
    }

    /** Ask a worker to take runs again. */
    public WorkerEntry undrain(String worker) {
        return ask(worker, "undrain");
    }

    /** Ask a worker to take no more runs, ever; those that it executes may go on for its grace period. */
    public WorkerEntry retire(String worker) {
        return ask(worker, "retire");
    }

    /** {@linkplain #drain Drain} all workers that are on a host now. */
    public List<WorkerEntry> drainHost(String host) {
        return askHost(host, "drain");
    }

    /** {@linkplain #undrain Undrain} all workers that are on a host now. */
    public List<WorkerEntry> undrainHost(String host) {
        return askHost(host, "undrain");
    }

    /** {@linkplain #retire Retire} all workers that are on a host now. */
    public List<WorkerEntry> retireHost(String host) {
        return askHost(host, "retire");
    }

    private List<WorkerEntry> askHost(String host, String what) {
        return transport.read(post("workers/" + what + new Query().add("host", host)), new TypeReference<>() {});
    }

    private WorkerEntry ask(String worker, String what) {
        return transport.read(post("workers/" + worker + "/" + what), new TypeReference<>() {});
    }

    /** Show how the server is, also if it is down. */
    public Health health() {
        try {
            return WireJson.mapper().readValue(transport.text(transport.request("health"), 503), Health.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("the server does not answer like a Gantry server", e);
        }
    }

    private <T> T get(String path, TypeReference<T> type) {
        return transport.read(transport.request(path), type);
    }

    private HttpRequest.Builder post(String path) {
        return transport.request(path).POST(HttpRequest.BodyPublishers.noBody());
    }
}
