package dev.gantry.verify.history;

import java.time.Duration;
import java.util.Optional;

/**
 * The life of a server process.
 *
 * @param process its id
 * @param from when it was started
 * @param until when it was seen to have ended
 * @param leasesLost whether leases may have run out under running jobs
 * @param unforcedLost whether what was not forced went with it, as in a power cut
 * @param retention how long it kept finished runs, if it dropped any
 */
public record Life(
        long process, long from, long until, boolean leasesLost, boolean unforcedLost, Optional<Duration> retention) {}
