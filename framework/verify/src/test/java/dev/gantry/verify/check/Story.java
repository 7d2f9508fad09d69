package dev.gantry.verify.check;

import dev.gantry.verify.history.Call;
import dev.gantry.verify.history.Call.Operation;
import dev.gantry.verify.history.Call.Outcome;
import dev.gantry.verify.history.FinalRun;
import dev.gantry.verify.history.History;
import dev.gantry.verify.history.Life;
import dev.gantry.verify.history.Listing;
import dev.gantry.verify.history.Note;
import dev.gantry.verify.history.Order;
import dev.gantry.verify.history.Sighting;
import dev.gantry.verify.history.Trouble;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Writes a history, a moment per line. */
final class Story {

    private long process = 7;
    static final String LEAF = "verify/limited";

    final List<Order> orders = new ArrayList<>();
    final List<Call> calls = new ArrayList<>();
    final List<Note> notes = new ArrayList<>();
    final List<Life> lives = new ArrayList<>();
    final List<Trouble> troubles = new ArrayList<>();
    final List<FinalRun> runs = new ArrayList<>();
    final List<Listing> listings = new ArrayList<>();
    final Map<UUID, Sighting> stashes = new HashMap<>();
    private long now = 1_000;

    static UUID run(String mark) {
        return UUID.nameUUIDFromBytes(mark.getBytes(StandardCharsets.UTF_8));
    }

    private static Order ordered(String mark) {
        return new Order(mark, true, LEAF, Map.of("steps", "2", "ending", "ok"), Map.of("caller", "1"));
    }

    long moment() {
        now += 10;
        return now;
    }

    Story submit(String mark, Outcome outcome) {
        return submit(mark, outcome, run(mark));
    }

    Story submit(String mark, Outcome outcome, UUID answered) {
        if (!orders.contains(ordered(mark))) {
            orders.add(ordered(mark));
        }
        return call(Operation.SUBMIT, mark, outcome, Optional.of(answered).filter(run -> outcome == Outcome.DONE), 0);
    }

    Story call(Operation operation, String mark, Outcome outcome) {
        return call(operation, mark, outcome, Optional.of(run(mark)), 503);
    }

    private Story call(Operation operation, String mark, Outcome outcome, Optional<UUID> run, int refusal) {
        int status = outcome == Outcome.DONE ? 200 : refusal;
        Call.Answer answer = new Call.Answer(outcome, status, Optional.empty());
        calls.add(new Call(operation, mark, run, moment(), moment(), answer));
        return this;
    }

    Story read(String mark, long revision, String state, int result, int step) {
        Sighting seen = new Sighting(revision, state, result, step);
        Call.Answer answer = new Call.Answer(Outcome.DONE, 200, Optional.of(seen));
        calls.add(new Call(Operation.READ, mark, Optional.of(run(mark)), moment(), moment(), answer));
        return this;
    }

    Story stash(String mark, Outcome outcome, long version, int content) {
        Sighting written = new Sighting(version, "STASH", 0, content);
        Call.Answer answer = new Call.Answer(outcome, outcome == Outcome.DONE ? 200 : 503, Optional.of(written));
        calls.add(new Call(Operation.STASH, mark, Optional.of(run(mark)), moment(), moment(), answer));
        return this;
    }

    Story stashed(String mark, long version, int content) {
        stashes.put(run(mark), new Sighting(version, "STASH", 0, content));
        return this;
    }

    Story notFound(String mark) {
        Call.Answer answer = new Call.Answer(Outcome.REFUSED, 404, Optional.empty());
        calls.add(new Call(Operation.READ, mark, Optional.of(run(mark)), moment(), moment(), answer));
        return this;
    }

    Story begin(String mark, int attempt, int found) {
        return note(Note.Kind.BEGIN, mark, attempt, found, "");
    }

    Story step(String mark, int attempt, int step) {
        return note(Note.Kind.STEP, mark, attempt, step, "");
    }

    Story end(String mark, int attempt, String how) {
        return note(Note.Kind.END, mark, attempt, 0, how);
    }

    private Story note(Note.Kind kind, String mark, int attempt, int step, String ending) {
        notes.add(new Note(kind, moment(), process, run(mark), attempt, step, ending));
        return this;
    }

    /** One attempt does all. */
    Story execute(String mark) {
        return begin(mark, 1, 0).step(mark, 1, 1).step(mark, 1, 2).end(mark, 1, "ok");
    }

    /** As {@link #execute} leaves it. */
    Story succeeded(String mark) {
        return ended(mark, "SUCCEEDED", 200, 2, 1, List.of("step 1 of attempt 1", "step 2 of attempt 1"));
    }

    Story ended(String mark, String state, int result, int step, int attempts, List<String> events) {
        return ended(mark, new Sighting(9, state, result, step), new FinalRun.Counts(attempts, 0), events, List.of());
    }

    Story ended(String mark, Sighting how, FinalRun.Counts counts, List<String> events, List<String> errors) {
        runs.add(new FinalRun(run(mark), ordered(mark), how, 1, counts, events, errors));
        return this;
    }

    /** A server ends, and another one follows. */
    Story die(Optional<Duration> retention) {
        lives.add(new Life(process, 0, moment(), false, false, retention));
        return this;
    }

    /** A server ends with all that it has not forced, and another one follows. */
    Story losePower() {
        lives.add(new Life(process, 0, moment(), false, true, Optional.empty()));
        process++;
        return this;
    }

    /** What the rules say of it. */
    List<Violation> judged() {
        List<Life> allLives = new ArrayList<>(lives);
        allLives.add(new Life(process, 0, moment(), false, false, Optional.empty()));
        History.End end = new History.End(List.copyOf(runs), List.copyOf(listings), stashes);
        return Checker.check(new History(orders, calls, notes, allLives, troubles, Map.of("", 4, LEAF, 1), end));
    }
}
