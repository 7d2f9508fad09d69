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
    private boolean stubborn;
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

    /** Every claim raises both the fence and the number of attempts by one, so the job knows its fence. */
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

    Set<UUID> awaited() {
        return awaited;
    }

    void beginWait(Set<UUID> runs) {
        waits++;
        awaited = runs;
    }

    void endWait() {
        waits--;
        stuckSince = Optional.empty();
    }

    /** From now on it ignores that it has to stop, so that its attempt may end without it. */
    void becomeStubborn() {
        stubborn = true;
    }

    boolean stubborn() {
        return stubborn;
    }

    /** Since when it could go on; empty while it cannot. */
    long stuckSince(boolean couldGoOn, long now) {
        stuckSince = couldGoOn ? Optional.of(stuckSince.orElse(now)) : Optional.empty();
        return stuckSince.orElse(now);
    }
}
