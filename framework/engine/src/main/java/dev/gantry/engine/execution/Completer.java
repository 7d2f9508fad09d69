package dev.gantry.engine.execution;

import dev.gantry.engine.time.Timers;
import dev.gantry.store.Completion;
import dev.gantry.store.RunStore;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the ends of attempts, again and again until the store has taken or refused them. */
final class Completer {

    private static final Logger log = LoggerFactory.getLogger(Completer.class);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    private final RunStore store;
    private final Timers wall;

    Completer(RunStore store, Timers wall) {
        this.store = store;
        this.wall = wall;
    }

    /**
     * Write the end of an attempt.
     *
     * @param done told once the store has decided
     */
    void complete(Completion completion, Consumer<Completion> done) {
        UUID run = completion.last().uuid();
        var unused = store.complete(List.of(completion)).whenComplete((stale, failure) -> {
            if (failure != null) {
                log.warn("the end of run {} could not be written; trying again: {}", run, failure.toString());
                wall.after(BETWEEN_TRIES, () -> complete(completion, done));
            } else {
                if (!stale.isEmpty()) {
                    log.warn("run {} was taken over by another worker; this attempt's end was refused", run);
                }
                done.accept(completion);
            }
        });
    }
}
