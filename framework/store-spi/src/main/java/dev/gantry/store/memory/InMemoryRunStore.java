package dev.gantry.store.memory;

import static java.util.Objects.requireNonNull;

import dev.gantry.store.ClaimRequest;
import dev.gantry.store.Claims;
import dev.gantry.store.Completion;
import dev.gantry.store.LeaseRef;
import dev.gantry.store.LogLine;
import dev.gantry.store.NewRun;
import dev.gantry.store.Renewal;
import dev.gantry.store.Run;
import dev.gantry.store.RunBody;
import dev.gantry.store.RunLog;
import dev.gantry.store.RunQuery;
import dev.gantry.store.RunStore;
import dev.gantry.store.RunUpdate;
import dev.gantry.store.StoreUnavailableException;
import dev.gantry.store.Submission;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Runs in the heap of this process and nowhere else: gone when it ends. For tests and for trying things out.
 *
 * <p>Durable means here: done. Every future is complete when it is returned.
 */
public final class InMemoryRunStore implements RunStore {

    private final InstantSource clock;
    private final Object lock = new Object();
    private final TreeMap<Long, Row> rows = new TreeMap<>();
    private final Map<UUID, Long> numbers = new HashMap<>();
    private final Ledger ledger = new Ledger(Archive.NONE);
    private final ChangeFeed feed = new ChangeFeed();
    private boolean closed;

    /** Make an empty store that goes by a clock. */
    public InMemoryRunStore(InstantSource clock) {
        this.clock = requireNonNull(clock, "clock is null");
    }

    private interface Transition<T> {
        T apply(Instant now, Consumer<Change> changes);
    }

    private <T> CompletableFuture<T> change(Transition<T> transition) {
        synchronized (lock) {
            if (closed) {
                return CompletableFuture.failedFuture(unavailable());
            }
            List<Change> changes = new ArrayList<>();
            try {
                T answer = transition.apply(clock.instant(), changes::add);
                changes.forEach(this::publish);
                return CompletableFuture.completedFuture(answer);
            } catch (RuntimeException e) {
                ledger.undo(changes);
                return CompletableFuture.failedFuture(e);
            }
        }
    }

    private void publish(Change change) {
        Row row = change.after();
        rows.put(row.run().number(), row);
        numbers.put(row.uuid(), row.run().number());
        feed.publish(row.run());
    }

    private void checkOpen() {
        if (closed) {
            throw unavailable();
        }
    }

    private static StoreUnavailableException unavailable() {
        return new StoreUnavailableException("the store is closed; make a new one");
    }

    @Override
    public CompletableFuture<List<Submission>> submit(List<NewRun> runs) {
        return change((now, changes) -> ledger.submit(runs, now, changes));
    }

    @Override
    public CompletableFuture<Claims> claim(ClaimRequest request) {
        return change((now, changes) -> ledger.claim(request, now, changes));
    }

    @Override
    public CompletableFuture<Renewal> renew(List<LeaseRef> leases, Duration lease) {
        return change((now, changes) -> ledger.renew(leases, lease, now, changes));
    }

    @Override
    public CompletableFuture<List<UUID>> update(List<RunUpdate> updates) {
        return change((now, changes) -> ledger.update(updates, now, changes));
    }

    @Override
    public CompletableFuture<List<UUID>> complete(List<Completion> completions) {
        return change((now, changes) -> ledger.complete(completions, now, changes));
    }

    @Override
    public CompletableFuture<Optional<Run>> cancel(UUID uuid, LogLine why) {
        return change((now, changes) -> ledger.cancel(uuid, why, now, changes));
    }

    @Override
    public CompletableFuture<Optional<Submission>> retry(UUID uuid, LogLine why) {
        return change((now, changes) -> ledger.retry(uuid, why, now, changes));
    }

    private Optional<Row> row(UUID uuid) {
        synchronized (lock) {
            checkOpen();
            return Optional.ofNullable(numbers.get(uuid)).map(rows::get);
        }
    }

    @Override
    public Optional<Run> find(UUID uuid) {
        return row(uuid).map(Row::run);
    }

    @Override
    public Optional<RunBody> body(UUID uuid) {
        return row(uuid).map(Row::body);
    }

    @Override
    public Optional<RunLog> log(UUID uuid, long afterSeq) {
        return row(uuid).map(row -> row.log().after(afterSeq));
    }

    @Override
    public List<Run> list(RunQuery query) {
        synchronized (lock) {
            checkOpen();
            return rows.headMap(query.below().orElse(Long.MAX_VALUE), false).descendingMap().values().stream()
                    .map(Row::run)
                    .filter(query::matches)
                    .limit(query.limit())
                    .toList();
        }
    }

    @Override
    public Map<String, Long> queued() {
        synchronized (lock) {
            checkOpen();
            return ledger.queued();
        }
    }

    @Override
    public CompletableFuture<Long> dropFinishedBefore(Instant moment) {
        return change((now, changes) -> {
            List<Row> old = rows.values().stream()
                    .filter(row -> row.run().state().finished())
                    .filter(row -> row.run().stamp().updatedAt().isBefore(moment))
                    .toList();
            old.forEach(row -> {
                ledger.evict(row);
                rows.remove(row.run().number());
                numbers.remove(row.uuid());
            });
            return (long) old.size();
        });
    }

    @Override
    public Subscription onChange(Consumer<Run> listener) {
        synchronized (lock) {
            checkOpen();
            return feed.add(listener);
        }
    }

    @Override
    public Optional<String> trouble() {
        synchronized (lock) {
            return closed ? Optional.of(unavailable().getMessage()) : Optional.empty();
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            feed.close();
        }
    }

    @Override
    public CompletableFuture<java.util.Set<LeaseRef>> park(List<LeaseRef> leases) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<dev.gantry.store.StashWrite.Result> putStash(dev.gantry.store.StashWrite write) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<dev.gantry.store.StoredFile> putFile(dev.gantry.store.FileWrite write) {
        throw new UnsupportedOperationException();
    }

    @Override
    public dev.gantry.store.FileContents contents() {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<dev.gantry.store.ProjectState> limitProject(String project, int concurrency) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<dev.gantry.store.RemoteRun> linkRemote(LeaseRef by, dev.gantry.store.RemoteRun child) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<dev.gantry.store.RemoteRun> confirmRemoteCancel(dev.gantry.store.RemoteRun child) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<dev.gantry.store.Stash> stash(UUID run) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<dev.gantry.store.StoredFile> files(UUID run) {
        throw new UnsupportedOperationException();
    }

    @Override
    public dev.gantry.store.ProjectState project(String project) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<dev.gantry.store.RemoteRun> remoteCancels() {
        throw new UnsupportedOperationException();
    }
}
