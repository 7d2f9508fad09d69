package dev.gantry.benchmarks.families;

/**
 * What one family took.
 *
 * @param seconds from the submit of the first run until its end was recorded, which is the last
 * @param threads how many threads there were at most
 * @param megabytes how much of the heap was in use at most, garbage included
 */
record FamilySample(double seconds, int threads, long megabytes) {

    /** Written as one line that {@link #parse} reads. */
    String line() {
        return seconds + " " + threads + " " + megabytes;
    }

    static FamilySample parse(String line) {
        String[] parts = line.split(" ", -1);
        return new FamilySample(Double.parseDouble(parts[0]), Integer.parseInt(parts[1]), Long.parseLong(parts[2]));
    }
}
