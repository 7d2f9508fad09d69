package dev.gantry.benchmarks.contender;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/** What every run does: count itself, and note how long ago it was submitted. */
public final class Work {

    private static final int PAYLOAD_CHARACTERS = 100;
    private static final char END_OF_TIME = ';';
    private static final String PADDING = "x".repeat(PAYLOAD_CHARACTERS);

    private static final LongAdder runs = new LongAdder();
    private static final Queue<Long> pickUps = new ConcurrentLinkedQueue<>();
    private static volatile boolean timed;

    private Work() {}

    /** Make the payload of a run that is submitted now. */
    public static String payload() {
        StringBuilder payload = new StringBuilder(PAYLOAD_CHARACTERS);
        payload.append(System.nanoTime()).append(END_OF_TIME);
        return payload.append(PADDING, 0, PAYLOAD_CHARACTERS - payload.length()).toString();
    }

    /** Do it. */
    public static void run(String payload) {
        long now = System.nanoTime();
        runs.increment();
        if (timed) {
            pickUps.add(now - Long.parseLong(payload, 0, payload.indexOf(END_OF_TIME), 10));
        }
    }

    /** How many runs were executed since the last {@link #forget()}. */
    public static long runs() {
        return runs.sum();
    }

    /** The nanoseconds from submit to execution of each run since {@link #timeEach()}. */
    public static long[] pickUps() {
        return pickUps.stream().mapToLong(Long::longValue).toArray();
    }

    /** Note from now on how long ago each run was submitted. */
    public static void timeEach() {
        timed = true;
    }

    /** Begin anew. */
    public static void forget() {
        timed = false;
        runs.reset();
        pickUps.clear();
    }
}
