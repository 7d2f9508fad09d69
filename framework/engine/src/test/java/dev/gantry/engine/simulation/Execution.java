package dev.gantry.engine.simulation;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The code of a job at work, as it sees itself. */
final class Execution {

    private final Host host;
    private final UUID run;
    private final long fence;
    private final String jobType;
    private int waits;
    private Set<UUID> awaited = Set.of();
    private boolean outlivesItsSlot;
    private Optional<Long> stuckSince = Optional.empty();

    Execution(Host host, UUID run, long fence, String jobType) {
        this.host = host;
        this.run = run;
        this.fence = fence;
        this.jobType = jobType;
    }

    Host host() {
        return host;
    }

    UUID run() {
        return run;
    }

    long fence() {
        return fence;
    }

    String jobType() {
        return jobType;
    }

    /** Whether it keeps its slot free for what one of its threads waits for. */
    boolean waits() {
        return waits > 0;
    }

    /** What it waits for; empty if it waits for nothing, or several of its threads do for different runs. */
    Set<UUID> awaited() {
        return awaited;
    }

    void beginWait(Set<UUID> runs) {
        waits++;
        awaited = waits == 1 ? runs : Set.of();
    }

    void endWait() {
        waits--;
        awaited = Set.of();
        stuckSince = Optional.empty();
    }

    /** From now on its slot may be another's: it was told to stop where it has none, or ignores that it has to. */
    void outliveItsSlot() {
        outlivesItsSlot = true;
    }

    boolean outlivesItsSlot() {
        return outlivesItsSlot;
    }

    /** Since when it could go on; empty while it cannot. */
    long stuckSince(boolean couldGoOn, long now) {
        stuckSince = couldGoOn ? Optional.of(stuckSince.orElse(now)) : Optional.empty();
        return stuckSince.orElse(now);
    }
}
