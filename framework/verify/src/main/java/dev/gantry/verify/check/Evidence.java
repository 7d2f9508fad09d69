package dev.gantry.verify.check;

import static java.util.stream.Collectors.groupingBy;

import dev.gantry.verify.history.Call;
import dev.gantry.verify.history.FinalRun;
import dev.gantry.verify.history.History;
import dev.gantry.verify.history.Life;
import dev.gantry.verify.history.Note;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** A history, to be looked up by run and by mark. */
final class Evidence {

    private final History history;
    private final Map<String, List<Call>> callsByMark;
    private final Map<UUID, List<Note>> witnessedByRun;
    private final Map<UUID, List<Note>> notesByRun;
    private final Map<String, List<FinalRun>> runsByMark;

    Evidence(History history) {
        this.history = history;
        callsByMark = history.calls().stream().collect(groupingBy(Call::mark));
        witnessedByRun = history.notes().stream()
                .sorted(Comparator.comparingLong(Note::at))
                .collect(groupingBy(Note::run));
        UndoneClaims undone = new UndoneClaims(history);
        notesByRun = new HashMap<>(witnessedByRun);
        notesByRun.replaceAll(
                (run, notes) -> notes.stream().filter(undone::isLasting).toList());
        runsByMark = history.end().runs().stream()
                .collect(groupingBy(run -> run.order().mark()));
    }

    History history() {
        return history;
    }

    List<FinalRun> runs() {
        return history.end().runs();
    }

    List<FinalRun> runs(String mark) {
        return runsByMark.getOrDefault(mark, List.of());
    }

    /** The calls of one operation about one order. */
    List<Call> calls(Call.Operation operation, String mark) {
        return callsByMark.getOrDefault(mark, List.of()).stream()
                .filter(call -> call.operation() == operation)
                .toList();
    }

    /** The calls of one operation that may have happened. */
    List<Call> possible(Call.Operation operation, String mark) {
        return calls(operation, mark).stream().filter(Call::possible).toList();
    }

    /** How many calls of one operation did happen. */
    long done(Call.Operation operation, String mark) {
        return calls(operation, mark).stream().filter(Call::done).count();
    }

    /** What was witnessed of a run, in order, also of attempts that a power cut took back. */
    List<Note> witnessed(UUID run) {
        return witnessedByRun.getOrDefault(run, List.of());
    }

    /** What was witnessed of the attempts of a run, in order. */
    List<Note> notes(UUID run) {
        return notesByRun.getOrDefault(run, List.of());
    }

    List<Note> notes(UUID run, Note.Kind kind) {
        return notes(run).stream().filter(note -> note.kind() == kind).toList();
    }

    /** The notes of one attempt. */
    List<Note> notes(UUID run, int attempt) {
        return notes(run).stream().filter(note -> note.attempt() == attempt).toList();
    }

    /** Whether retention may have dropped a run by some time: it had ended, and nothing happened to it for long enough. */
    boolean mayBeDropped(String mark, UUID run, long by) {
        long last = Stream.concat(
                        callsByMark.getOrDefault(mark, List.of()).stream()
                                .filter(call -> isOfTheRun(call) && call.done() && call.asked() < by)
                                .map(Call::asked),
                        notes(run).stream().map(Note::at).filter(at -> at < by))
                .flatMapToLong(LongStream::of)
                .max()
                .orElse(Long.MAX_VALUE);
        return history.lives().stream()
                .filter(life -> life.from() < by && life.retention().isPresent())
                .anyMatch(life -> Math.min(life.until(), by) - last >= nanos(life));
    }

    /** A stash may be written whether its run is there or not. */
    private static boolean isOfTheRun(Call call) {
        return call.changes() && call.operation() != Call.Operation.STASH;
    }

    private static long nanos(Life life) {
        return life.retention().map(Duration::toNanos).orElse(Long.MAX_VALUE);
    }
}
