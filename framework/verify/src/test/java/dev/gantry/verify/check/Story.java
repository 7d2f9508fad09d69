package dev.gantry.verify.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.verify.history.Call;
import dev.gantry.verify.history.Call.Operation;
import dev.gantry.verify.history.Call.Outcome;
import dev.gantry.verify.history.FileContent;
import dev.gantry.verify.history.FilePart;
import dev.gantry.verify.history.FileSight;
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

    static final String FILE = "README";
    static final String LEAF = "verify/limited";

    final List<Order> orders = new ArrayList<>();
    final List<Call> calls = new ArrayList<>();
    final List<Note> notes = new ArrayList<>();
    final List<Life> lives = new ArrayList<>();
    final List<Trouble> troubles = new ArrayList<>();
    final List<FinalRun> runs = new ArrayList<>();
    final List<Listing> listings = new ArrayList<>();
    final Map<UUID, Sighting> stashes = new HashMap<>();
    final Map<UUID, Map<String, FilePart>> files = new HashMap<>();
    private long process = 7;
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

    Story putFile(String mark, Outcome outcome, FileContent content) {
        return file(Operation.PUT_FILE, mark, outcome, 201, FileSight.written(FILE, content));
    }

    Story readFile(String mark, FilePart part) {
        return file(
                Operation.READ_FILE,
                mark,
                Outcome.DONE,
                200,
                FileSight.asked(FILE).read(part));
    }

    Story noFile(String mark) {
        return file(Operation.READ_FILE, mark, Outcome.REFUSED, 404, FileSight.asked(FILE));
    }

    private Story file(Operation operation, String mark, Outcome outcome, int status, FileSight sight) {
        Call.Answer answer = new Call.Answer(outcome, status, Optional.empty(), Optional.of(sight));
        calls.add(new Call(operation, mark, Optional.of(run(mark)), moment(), moment(), answer));
        return this;
    }

    /** In the end it has a file. */
    Story filed(String mark, FilePart part) {
        files.put(run(mark), Map.of(FILE, part));
        return this;
    }

    /** All of a content. */
    static FilePart whole(FileContent content) {
        return part(content, 0, content.size());
    }

    static FilePart part(FileContent content, int from, int length) {
        return new FilePart(from, length, content.size(), FileContent.sha256(content.bytes(), from, length));
    }

    /** A run that queues one child and waits for it. */
    Story submitParent(String mark) {
        Order parent = new Order(
                mark,
                true,
                "verify/family",
                Map.of("steps", "1", "stepMillis", "3", "children", "1", "ending", "ok"),
                Map.of("caller", "1"));
        orders.add(parent);
        return call(Operation.SUBMIT, mark, Outcome.DONE, Optional.of(run(mark)), 0);
    }

    /** Its child does its three steps. */
    Story executeChild(String mark) {
        return begin(mark, 1, 0)
                .step(mark, 1, 1)
                .step(mark, 1, 2)
                .step(mark, 1, 3)
                .end(mark, 1, "ok");
    }

    /** As {@link #executeChild} leaves it, or as something else did. */
    Story childEnded(String mark, String state, int result) {
        Order asked = new Order(
                mark,
                false,
                "verify/child",
                Map.of("steps", "3", "stepMillis", "3", "children", "0", "ending", "ok"),
                Map.of("caller", "1"));
        List<String> events = List.of("step 1 of attempt 1", "step 2 of attempt 1", "step 3 of attempt 1");
        runs.add(new FinalRun(
                run(mark), asked, new Sighting(9, state, result, 3), 1, new FinalRun.Counts(1, 0), events, List.of()));
        return this;
    }

    /** An attempt gives its slot back and waits for its children. */
    Story await(String mark, int attempt) {
        return note(Note.Kind.WAIT, mark, attempt, 0, "");
    }

    /** It has its slot again. */
    Story awake(String mark, int attempt) {
        return note(Note.Kind.AWAKE, mark, attempt, 0, "");
    }

    /** An attempt learns how a child ended. */
    Story learn(String mark, String child, String status, String stash) {
        return note(Note.Kind.CHILD, mark, 1, 0, "%s %s %s".formatted(child, status, stash));
    }

    Story parentEnded(String mark, String state, int result) {
        runs.add(new FinalRun(
                run(mark),
                orders.get(0),
                new Sighting(9, state, result, 1),
                1,
                new FinalRun.Counts(1, 0),
                List.of("step 1 of attempt 1"),
                state.equals("CANCELLED") ? List.of("Killed by user") : List.of()));
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
        process++;
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
        History.End end = new History.End(List.copyOf(runs), List.copyOf(listings), stashes, files);
        return Checker.check(new History(orders, calls, notes, allLives, troubles, Map.of("", 4, LEAF, 1), end));
    }

    /** Nothing is to be found in it. */
    static void isSound(Story told) {
        assertThat(told.judged()).isEmpty();
    }

    /** A violation of this rule is to be found in it. */
    static void isFound(Story told, String rule) {
        assertThat(told.judged())
                .extracting(Violation::rule)
                .anySatisfy(found -> assertThat(found).contains(rule));
    }
}
