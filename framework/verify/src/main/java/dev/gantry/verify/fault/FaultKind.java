package dev.gantry.verify.fault;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** The kinds of faults. */
public enum FaultKind {
    KILL("kill -9 at a random moment", 20, new KillFault()),
    POINTS("kill at a chosen write, force, rename or delete, before, amid or after it", 16, new PointFault()),
    PAUSE("SIGSTOP past the lease and SIGCONT; renewals that get lost", 2, new PauseFault()),
    POWER("power cut: what was not forced is gone, or there in part", 20, new PowerFault()),
    DISK("a full disk, short writes, failing forces", 4, new DiskFault()),
    FLIP("a flipped bit in a file of a stopped server", 1, new DamageFault(Damage.FLIP)),
    DELETE("a deleted file of a stopped server", 1, new DamageFault(Damage.DELETE)),
    SECOND("a second server on the same folder", 2, new SecondFault()),
    CLOCK("steps of the clock, both ways", 2, new ClockFault());

    private final String description;
    private final int lives;
    private final Fault fault;

    FaultKind(String description, int lives, Fault fault) {
        this.description = description;
        this.lives = lives;
        this.fault = fault;
    }

    /** Its name on the command line. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What happens. */
    public String description() {
        return description;
    }

    /** How many servers it befalls in a round: about as many as it should, one in four more or less. */
    public int lives(SplittableRandom random) {
        int more = lives / 4;
        return lives - more + random.nextInt(2 * more + 1);
    }

    /** What happens, as code. */
    public Fault fault() {
        return fault;
    }

    /** All names. */
    public static List<String> keys() {
        return Arrays.stream(values()).map(FaultKind::key).toList();
    }

    /**
     * The kind of a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static FaultKind ofKey(String key) {
        return Arrays.stream(values())
                .filter(kind -> kind.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no fault \"%s\"; there are %s".formatted(key, String.join(",", keys()))));
    }
}
