package dev.gantry.verify.load;

import static java.util.stream.StreamSupport.stream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.client.GantryClient;
import dev.gantry.client.RunFilter;
import dev.gantry.client.SubmitOptions;
import dev.gantry.client.wire.RunPage;
import dev.gantry.client.wire.RunSummary;
import dev.gantry.verify.history.FilePart;
import dev.gantry.verify.history.FinalRun;
import dev.gantry.verify.history.History;
import dev.gantry.verify.history.Listing;
import dev.gantry.verify.history.Order;
import dev.gantry.verify.history.Sighting;
import dev.gantry.verify.server.Server;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Reads all that a server holds. */
public final class Reading {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(90);
    private static final long BETWEEN = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int PAGE = 200;
    private static final Instant NOT_SOON = Instant.parse("2100-01-01T00:00:00Z");
    private static final List<String> STATES = List.of("QUEUED", "RUNNING", "SUCCEEDED", "FAILED", "CANCELLED");

    private final GantryClient client;
    private final JobApiCalls addressed;

    /** Make one for a server. */
    public Reading(Server server) {
        this.client = new GantryClient(server.uri());
        this.addressed = new JobApiCalls(server.uri());
    }

    /** Wait until no run is queued or running any more, but not forever. */
    public void awaitQuiet() {
        RunFilter busy = RunFilter.ALL.state("QUEUED").state("RUNNING").limit(1);
        long until = System.nanoTime() + PATIENCE;
        while (!client.runs(busy).runs().isEmpty() && System.nanoTime() < until) {
            LockSupport.parkNanos(BETWEEN);
        }
    }

    /** Wait until the server takes runs again; whether it did so within a time. */
    public boolean awaitUp(long nanos) {
        long until = System.nanoTime() + nanos;
        while (!client.health().status().equals("UP")) {
            if (System.nanoTime() > until) {
                return false;
            }
            LockSupport.parkNanos(BETWEEN);
        }
        return true;
    }

    /** All runs, one by one, and the lists of them. */
    public History.End end() {
        List<FinalRun> runs = new ArrayList<>();
        Listing all = list("", "", Map.of());
        for (UUID run : all.runs()) {
            runs.add(run(run));
        }
        List<Listing> listings = new ArrayList<>(List.of(all));
        STATES.forEach(state -> listings.add(list("", state, Map.of())));
        for (String leaf : List.of(Orders.STEP, Orders.LIMITED, Orders.FAMILY, Orders.CHILD)) {
            listings.add(list(leaf, "", Map.of()));
            listings.add(list(leaf, "SUCCEEDED", Map.of("caller", "1")));
        }
        for (int caller = 0; caller < Orders.CALLERS; caller++) {
            listings.add(list("", "", Map.of("caller", Integer.toString(caller))));
        }
        return new History.End(runs, listings, stashes(runs), files(runs));
    }

    private Map<UUID, Map<String, FilePart>> files(List<FinalRun> runs) {
        Map<UUID, Map<String, FilePart>> files = new HashMap<>();
        for (FinalRun run : runs) {
            Map<String, FilePart> ofRun = files(run);
            if (!ofRun.isEmpty()) {
                files.put(run.uuid(), ofRun);
            }
        }
        return files;
    }

    /** The files of a run, by name. */
    public Map<String, FilePart> files(FinalRun run) {
        Map<String, FilePart> files = new HashMap<>();
        if (run.order().project().isPresent()) {
            addressed
                    .files(run.order())
                    .forEach(name -> files.put(name, addressed.file(run.order(), name, Optional.empty())));
        }
        return files;
    }

    private Map<UUID, Sighting> stashes(List<FinalRun> runs) {
        Map<UUID, Sighting> stashes = new HashMap<>();
        for (FinalRun run : runs) {
            stash(run).ifPresent(stash -> stashes.put(run.uuid(), stash));
        }
        return stashes;
    }

    /** The stash of a run; empty if it has none. */
    public Optional<Sighting> stash(FinalRun run) {
        return run.order().project().isPresent() ? addressed.stash(run.order()) : Optional.empty();
    }

    /** One run. */
    public FinalRun run(UUID run) {
        return run(client.dumpWithLogs(Orders.ROOT, run));
    }

    /** The same list as one that was read before. */
    public Listing again(Listing before) {
        return list(before.leaf(), before.state(), before.tags());
    }

    /** Leave a run that is not due in this century, so that the last that was written tells of nothing else. */
    public UUID leaveSentinel() {
        Map<String, Object> params = Map.of("mark", "sentinel", "witness", "nowhere");
        return client.submit(Orders.STEP, params, SubmitOptions.NONE.runAt(NOT_SOON));
    }

    private Listing list(String leaf, String state, Map<String, String> tags) {
        RunFilter filter = RunFilter.ALL.limit(PAGE);
        if (!state.isEmpty()) {
            filter = filter.state(state);
        }
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            filter = filter.tag(tag.getKey(), tag.getValue());
        }
        List<UUID> runs = new ArrayList<>();
        String below = leaf.isEmpty() ? Orders.ROOT : leaf;
        RunPage page = client.runs(below, filter);
        page.runs().stream().map(RunSummary::uuid).forEach(runs::add);
        while (page.next() != null) {
            page = client.runs(below, filter.after(page.next()));
            page.runs().stream().map(RunSummary::uuid).forEach(runs::add);
        }
        return new Listing(leaf, state, tags, runs);
    }

    private static FinalRun run(JsonNode dump) {
        JsonNode ours = dump.path("gantry");
        Map<String, String> params = new HashMap<>();
        for (String name : Orders.PARAMS) {
            params.put(name, dump.path(name).asText());
        }
        Map<String, String> tags = new HashMap<>();
        ours.path("tags")
                .properties()
                .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
        String leaf = dump.path("jobType").asText().replaceFirst("_", "/");
        return new FinalRun(
                UUID.fromString(dump.path("uuid").asText()),
                new Order(dump.path("mark").asText(), false, leaf, params, tags),
                Caller.sighting(dump),
                dump.path("completeness").asDouble(),
                new FinalRun.Counts(
                        ours.path("attempts").asInt(), dump.path("errorCount").asInt()),
                messages(dump.path("events")),
                messages(dump.path("errors")));
    }

    private static List<String> messages(JsonNode lines) {
        return stream(lines.spliterator(), false)
                .map(line -> line.path("msg").asText())
                .toList();
    }
}
