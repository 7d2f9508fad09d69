package dev.gantry.store.postgres;

import dev.gantry.store.Ending;
import dev.gantry.store.LeaseRef;
import dev.gantry.store.Progress;
import dev.gantry.store.Run;
import dev.gantry.store.RunUpdate;
import dev.gantry.store.postgres.Command.Report.Entry;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What attempts report, and how they end, those of many callers at once.
 *
 * <p>The rows of runs that this process executes are not read first: they are written as it last saw them, and those that
 * somebody else has changed since are read and decided again.
 */
final class Reports {

    private final RunTable runs;

    Reports(RunTable runs) {
        this.runs = runs;
    }

    /** The reports of one run, in order, and what came of them. */
    private static final class Story {

        private final List<Entry> entries = new ArrayList<>();
        /** By identity: the same may be reported twice. */
        private final Set<Entry> refused = Collections.newSetFromMap(new IdentityHashMap<>());

        /** Play all of it from a row; the step that leads to, if there is one. */
        private Optional<Move> play(Optional<Row> start, Transaction transaction) {
            refused.clear();
            if (start.isEmpty()) {
                refused.addAll(entries);
                return Optional.empty();
            }
            Run run = start.get().run();
            Logged logged = new Logged(start.get());
            Optional<String> data = Optional.empty();
            for (Entry entry : entries) {
                RunUpdate update = entry.update();
                if (!run.heldUnder(update.fence())) {
                    refused.add(entry);
                } else if (!entry.isEmpty()) {
                    run = next(run, entry, transaction.now());
                    logged.add(update.log());
                    data = update.data().isPresent() ? update.data() : data;
                }
            }
            boolean changed = run.stamp().revision() > start.get().run().stamp().revision();
            return changed ? Optional.of(new Move(start.get(), run, logged, data)) : Optional.empty();
        }

        private static Run next(Run run, Entry entry, Instant now) {
            Optional<Ending> ending = entry.ending();
            Optional<Progress> progress = entry.update().progress();
            Run reported =
                    progress.isPresent() || ending.isEmpty() ? run.updated(progress.orElse(run.progress()), now) : run;
            return ending.isPresent() ? reported.completed(ending.get(), now) : reported;
        }

        private Set<LeaseRef> leases() {
            Set<LeaseRef> leases = new HashSet<>();
            entries.forEach(entry -> leases.add(
                    new LeaseRef(entry.update().uuid(), entry.update().fence())));
            return leases;
        }
    }

    /** Record what many attempts report; each is told which of its runs did not take it. */
    void record(Transaction transaction, List<Command.Report> commands) throws SQLException {
        Map<UUID, Story> stories = stories(commands);
        Map<UUID, Row> rows = new HashMap<>();
        Set<UUID> unknown = new HashSet<>();
        stories.forEach((uuid, story) ->
                held(transaction, story).ifPresentOrElse(row -> rows.put(uuid, row), () -> unknown.add(uuid)));
        rows.putAll(runs.lock(transaction, unknown));
        List<Move> misjudged = runs.tryMove(transaction, play(transaction, stories, rows));
        if (!misjudged.isEmpty()) {
            Map<UUID, Story> again = new LinkedHashMap<>();
            for (Move move : misjudged) {
                transaction.misjudged(move.before().uuid());
                again.put(move.before().uuid(), stories.get(move.before().uuid()));
            }
            runs.move(transaction, play(transaction, again, runs.lock(transaction, again.keySet())));
        }
        commands.forEach(command -> command.outcome().answer(refused(command, stories)));
    }

    private static Map<UUID, Story> stories(List<Command.Report> commands) {
        Map<UUID, Story> stories = new LinkedHashMap<>();
        for (Command.Report command : commands) {
            for (Entry entry : command.entries()) {
                stories.computeIfAbsent(entry.update().uuid(), uuid -> new Story())
                        .entries
                        .add(entry);
            }
        }
        return stories;
    }

    /** A row that all of a story fits to. Any other may be wrong about who holds the run, and is read. */
    private static Optional<Row> held(Transaction transaction, Story story) {
        Set<LeaseRef> leases = story.leases();
        return leases.size() == 1 ? transaction.held(leases.iterator().next()) : Optional.empty();
    }

    private static List<Move> play(Transaction transaction, Map<UUID, Story> stories, Map<UUID, Row> rows) {
        List<Move> moves = new ArrayList<>(stories.size());
        stories.forEach((uuid, story) ->
                story.play(Optional.ofNullable(rows.get(uuid)), transaction).ifPresent(moves::add));
        return moves;
    }

    private static List<UUID> refused(Command.Report command, Map<UUID, Story> stories) {
        List<UUID> refused = new ArrayList<>();
        for (Entry entry : command.entries()) {
            UUID uuid = entry.update().uuid();
            if (stories.get(uuid).refused.contains(entry)) {
                refused.add(uuid);
            }
        }
        return refused;
    }
}
