package dev.gantry.benchmarks.scale;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** What is measured of a store of some size; one value, or several that belong together. */
enum ScaleFigure {
    HEAP("heap in use, MB"),
    DISK("disk per run, bytes"),
    SUBMIT_CPU("CPU µs per submit"),
    DRAIN_CPU("CPU µs per run claimed and finished"),
    RATE("runs/s submitted, claimed and finished"),
    LONGEST_SUBMIT("longest submit meanwhile, ms"),
    OPEN_CLEAN("open after close, s / CPU s"),
    OPEN_KILLED("open after kill -9, s / CPU s"),
    FIRST_PAGE("first page after an open, ms"),
    NEWEST("newest page, ms"),
    OLD_PAGE("page from the middle, ms"),
    BY_STATE("page of a state, 1 of 50, ms"),
    BY_PATH("page of a leaf, 1 of 20, ms"),
    BY_PROJECT("page of a project, 1 of 50, ms"),
    BY_TAG("page of a tag, 1 of 10, ms"),
    BY_OWN_TAG("page of a tag that one run has, ms"),
    BY_NO_TAG("page of a tag that no run has, ms"),
    NEVER_BOTH("page of a state and a tag that never meet, ms"),
    FIND("look-up by uuid, µs"),
    FIND_NONE("look-up of a uuid that is not there, µs"),
    FIND_KEY("look-up by idempotency key, µs"),
    LOG("log of a run, µs"),
    SERVER_READY("server ready after kill -9, s"),
    SERVER_HEAP("heap in use of that server, MB"),
    DROP("dropping the older half, s"),
    DROPPED("runs dropped"),
    GIVEN_BACK("disk given back, MB"),
    LONGEST_SUBMIT_WHILE_DROPPING("longest submit while dropping, ms");

    private static final String MARK = "@figure ";

    private final String title;

    ScaleFigure(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** Say the values to the process that reads the output of this one. */
    void tell(double... values) {
        System.out.println(MARK + name() + " "
                + DoubleStream.of(values).mapToObj(Double::toString).collect(Collectors.joining(" ")));
    }

    /** Take up a line of another process; false if it says something else. */
    static boolean hear(String line, Map<ScaleFigure, double[]> figures) {
        if (!line.startsWith(MARK)) {
            return false;
        }
        String[] words = line.substring(MARK.length()).split(" ", -1);
        figures.put(
                valueOf(words[0]),
                Arrays.stream(words).skip(1).mapToDouble(Double::parseDouble).toArray());
        return true;
    }

    /** The values as they are shown: the median and the 99th percentile where there are two. */
    static String show(Map<ScaleFigure, double[]> figures, ScaleFigure figure) {
        return Optional.ofNullable(figures.get(figure))
                .map(values ->
                        DoubleStream.of(values).mapToObj(ScaleFigure::show).collect(Collectors.joining(" / ")))
                .orElse("");
    }

    private static String show(double value) {
        String digits = value < 1 ? "%.3f" : value < 100 ? "%.2f" : "%,.0f";
        return String.format(Locale.ROOT, digits, value);
    }
}
