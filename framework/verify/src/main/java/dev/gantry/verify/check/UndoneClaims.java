package dev.gantry.verify.check;

import dev.gantry.verify.history.FinalRun;
import dev.gantry.verify.history.History;
import dev.gantry.verify.history.Life;
import dev.gantry.verify.history.Note;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The attempts that never were: a claim may be answered before it is forced, and a power cut then takes it back with all
 * that followed. The number of such an attempt is given out again, or never counted.
 */
final class UndoneClaims {

    private record Attempt(UUID run, int number) {}

    private final Set<Long> cut;
    private final Map<Attempt, Long> lastProcess = new HashMap<>();
    private final Map<UUID, Integer> counted;

    UndoneClaims(History history) {
        cut = history.lives().stream()
                .filter(Life::unforcedLost)
                .map(Life::process)
                .collect(Collectors.toSet());
        counted = history.end().runs().stream()
                .collect(Collectors.toMap(FinalRun::uuid, run -> run.counts().attempts(), Math::max));
        Map<Attempt, Long> begun = new HashMap<>();
        for (Note note : history.notes()) {
            Attempt attempt = new Attempt(note.run(), note.attempt());
            if (note.kind() == Note.Kind.BEGIN && begun.merge(attempt, note.at(), Math::max) == note.at()) {
                lastProcess.put(attempt, note.process());
            }
        }
    }

    /** Whether what was noted is of an attempt that lasted. */
    boolean isLasting(Note note) {
        if (!cut.contains(note.process())) {
            return true;
        }
        long last = lastProcess.getOrDefault(new Attempt(note.run(), note.attempt()), note.process());
        return last == note.process() && note.attempt() <= counted.getOrDefault(note.run(), Integer.MAX_VALUE);
    }
}
