package dev.gantry.http.call;

import dev.gantry.client.wire.TreeLogPage;
import dev.gantry.client.wire.TreeLogPage.TreeLine;
import dev.gantry.store.LogEntry;
import dev.gantry.store.LogLine;
import dev.gantry.store.Run;
import dev.gantry.store.RunLog;
import dev.gantry.store.RunState;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.UUID;

/**
 * A page of the logs of many runs, as one in the order of time. The logs of those runs are read that may have lines in it,
 * whatever the size of the tree: for the end of a log these are the runs that ended last.
 */
final class TreeLog {

    /** Lines have the time of the worker, runs that of the store: so far may the two clocks be apart. */
    private static final Duration CLOCKS_APART = Duration.ofSeconds(1);

    private static final Comparator<Run> LAST_HEARD_OF_FIRST =
            Comparator.comparing(TreeLog::lastLineAt).reversed();

    private final Set<LogLine.Kind> kinds;
    private final Optional<Place> before;
    private final Optional<Instant> since;
    private final int limit;

    /**
     * A page that is still empty.
     *
     * @param kinds which lines it shows
     * @param before where it ends; absent: at the last line
     * @param since shows no lines that are older
     * @param limit how many lines it has at most
     */
    TreeLog(Set<LogLine.Kind> kinds, Optional<Place> before, Optional<Instant> since, int limit) {
        this.kinds = kinds;
        this.before = before;
        this.since = since;
        this.limit = limit;
    }

    /** A place between the lines: before this one. */
    record Place(Instant at, UUID run, long seq) implements Comparable<Place> {

        private static final Comparator<Place> ORDER =
                Comparator.comparing(Place::at).thenComparing(Place::run).thenComparing(Place::seq);

        /** Read what {@link #toString} wrote; empty if the text is none. */
        static Optional<Place> parse(String text) {
            String[] parts = text.split("_", -1);
            try {
                return parts.length == 3
                        ? Optional.of(
                                new Place(Instant.parse(parts[0]), UUID.fromString(parts[1]), Long.parseLong(parts[2])))
                        : Optional.empty();
            } catch (DateTimeParseException | IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }

        @Override
        public String toString() {
            return "%s_%s_%d".formatted(at, run, seq);
        }
    }

    private record Found(Place place, Run run, LogLine line) {}

    /** Whether the page may have lines of a run. */
    boolean mayHaveLinesOf(Run run) {
        return before.map(end -> !run.createdAt().minus(CLOCKS_APART).isAfter(end.at()))
                        .orElse(true)
                && since.map(begin -> !lastLineAt(run).isBefore(begin)).orElse(true);
    }

    private static Instant lastLineAt(Run run) {
        return run.state() == RunState.RUNNING
                ? Instant.MAX
                : run.stamp().updatedAt().plus(CLOCKS_APART);
    }

    /**
     * Fill the page.
     *
     * @param runs whose logs it shows
     * @param complete whether they are all of the tree
     */
    TreeLogPage read(List<Run> runs, Api api, boolean complete) {
        // One more than is shown, to know whether there are more.
        PriorityQueue<Found> newest = new PriorityQueue<>(Comparator.comparing(Found::place));
        for (Run run : runs.stream().sorted(LAST_HEARD_OF_FIRST).toList()) {
            if (newest.size() > limit && newest.peek().place().at().isAfter(lastLineAt(run))) {
                break;
            }
            for (LogEntry entry :
                    api.runs().log(run.uuid(), 0).orElse(RunLog.EMPTY).entries()) {
                Found found = new Found(new Place(entry.line().at(), run.uuid(), entry.seq()), run, entry.line());
                if (shows(found)) {
                    newest.add(found);
                    if (newest.size() > limit + 1) {
                        newest.remove();
                    }
                }
            }
        }
        boolean more = newest.size() > limit;
        if (more) {
            newest.remove();
        }
        List<Found> lines = new ArrayList<>(newest);
        lines.sort(Comparator.comparing(Found::place));
        String next = more ? lines.get(0).place().toString() : null;
        return new TreeLogPage(lines.stream().map(found -> line(found, api)).toList(), next, complete);
    }

    private boolean shows(Found found) {
        return kinds.contains(found.line().kind())
                && before.map(end -> found.place().compareTo(end) < 0).orElse(true)
                && since.map(begin -> !found.place().at().isBefore(begin)).orElse(true);
    }

    private static TreeLine line(Found found, Api api) {
        return new TreeLine(
                found.run().uuid(),
                api.path(found.run().request().path()),
                LinesCall.line(new LogEntry(found.place().seq(), found.line())));
    }
}
