package dev.gantry.benchmarks.scale;

import dev.gantry.store.Claim;
import dev.gantry.store.Completion;
import dev.gantry.store.Ending;
import dev.gantry.store.LogBatch;
import dev.gantry.store.LogLine;
import dev.gantry.store.NewRun;
import dev.gantry.store.Origin;
import dev.gantry.store.Progress;
import dev.gantry.store.RunAddress;
import dev.gantry.store.RunOptions;
import dev.gantry.store.RunRequest;
import dev.gantry.store.RunUpdate;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** The runs that fill a store: what the run with an index is like, so that any of them can be looked for later. */
final class Population {

    static final String OWN_TAG = "order";
    static final String REGION = "region";
    static final int REGIONS = 10;
    static final int ONE_FAILS_OF = 50;

    private static final String ORDER = "order-";
    private static final int LEAVES = 20;
    private static final int PROJECTS = 50;
    private static final int ONE_KEY_OF = 4;
    private static final String PAYLOAD = "x".repeat(100);
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private Population() {}

    static UUID uuid(long index) {
        long high = mixed(index * 2);
        long low = mixed(index * 2 + 1);
        return new UUID((high & ~0xf000L) | 0x7000L, (low >>> 2) | Long.MIN_VALUE);
    }

    private static long mixed(long value) {
        long mixed = value * SPREAD;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    static String path(long index) {
        return "scale/area%d/job%02d".formatted(index % 4, index % LEAVES);
    }

    static String jobType(long index) {
        return "com.example.scale.Job%02d".formatted(index % LEAVES);
    }

    static Map<String, Integer> limits() {
        return LongStream.range(0, LEAVES)
                .boxed()
                .collect(Collectors.toMap(Population::jobType, leaf -> Integer.MAX_VALUE));
    }

    static String project(long index) {
        return "project%02d".formatted(index / ONE_FAILS_OF % PROJECTS);
    }

    static List<String> projects() {
        return LongStream.range(0, PROJECTS)
                .mapToObj(project -> project(project * ONE_FAILS_OF))
                .toList();
    }

    static String ownTag(long index) {
        return ORDER + index;
    }

    static String region(long index) {
        return "region" + index % REGIONS;
    }

    /** A run that has one. */
    static long withKey(long index) {
        return index - index % ONE_KEY_OF;
    }

    static String key(long index) {
        return "key-" + index;
    }

    static NewRun run(long index) {
        Map<String, String> tags = new HashMap<>();
        tags.put(OWN_TAG, ownTag(index));
        tags.put(REGION, region(index));
        Optional<String> key = index == withKey(index) ? Optional.of(key(index)) : Optional.empty();
        RunOptions options = new RunOptions("", tags, 0, Optional.empty(), key);
        Origin origin = new Origin(Optional.of(new RunAddress(project(index), "job-" + index)), Optional.empty(), "{}");
        return new NewRun(
                new RunRequest(uuid(index), path(index), jobType(index), options, origin),
                "{\"index\":" + index + ",\"payload\":\"" + PAYLOAD + "\"}");
    }

    /** What comes of a run: two lines of log, some data, and one of fifty fails. */
    static Completion end(Claim claim) {
        Instant now = claim.run().stamp().updatedAt();
        String order = claim.run().request().options().tags().get(OWN_TAG);
        LogBatch log =
                LogBatch.of(LogLine.event(now, "began with " + order), LogLine.event(now, "counted 1,000 of 1,000"));
        RunUpdate last = new RunUpdate(
                claim.run().uuid(),
                claim.fence(),
                Optional.of(Progress.NONE.complete()),
                log,
                Optional.of("{\"counted\":1000}"));
        boolean fails = Long.parseLong(order.substring(ORDER.length())) % ONE_FAILS_OF == 0;
        return new Completion(last, new Ending.Finished(fails ? 500 : 200, fails));
    }
}
