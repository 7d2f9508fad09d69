package dev.gantry.http.stream;

import dev.gantry.engine.time.Timers;
import dev.gantry.store.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one reader has been told of the changes of runs. Used by one thread at a time. */
final class ChangeStream implements Telling {

    private static final Duration BETWEEN_COUNTS = Duration.ofSeconds(1);

    /** Counting is not to take more of the time than one in so many parts, for each that looks on. */
    private static final int PARTS = 20;

    private final RecentChanges changes;
    private final ChangeWish wish;
    private final Timers timers;
    private final EventSink sink;

    private Optional<String> lastEventId;
    private boolean opened;
    private long place;
    private boolean countsDue = true;
    private Instant nextCounts = Instant.MIN;

    ChangeStream(RecentChanges changes, ChangeWish wish, Timers timers, EventSink sink, Optional<String> lastEventId) {
        this.changes = changes;
        this.wish = wish;
        this.timers = timers;
        this.sink = sink;
        this.lastEventId = lastEventId;
    }

    @Override
    public boolean tell(Runnable whenRoom) {
        if (!sink.isOpen()) {
            return false;
        }
        if (!sink.hasRoom(whenRoom)) {
            return true;
        }
        if (!opened) {
            open();
        }
        RecentChanges.News news = changes.after(place);
        boolean moved = news.upTo() > place;
        place = news.upTo();
        if (moved) {
            countsDue = true;
            news.runs().ifPresentOrElse(this::tell, this::reset);
        }
        tellCounts(whenRoom);
        return true;
    }

    /** The first event has an id, so that nothing is missed between it and the reading of a list that follows it. */
    private void open() {
        opened = true;
        place = lastEventId.map(changes::place).orElseGet(changes::last);
        boolean unknown = place < 0;
        if (unknown) {
            place = changes.last();
        }
        sink.send("open", changes.id(place), Map.of());
        if (unknown) {
            reset();
        }
    }

    private void tell(List<Run> runs) {
        List<Run> wanted = runs.stream().filter(wish.filter()::matches).toList();
        if (!wanted.isEmpty()) {
            sink.send("runs", changes.id(place), wish.rows().apply(wanted));
        }
    }

    private void reset() {
        sink.send("reset", changes.id(place), Map.of());
    }

    private void tellCounts(Runnable later) {
        if (wish.counts().isEmpty() || !countsDue) {
            return;
        }
        Instant now = timers.instant();
        if (now.isBefore(nextCounts)) {
            timers.at(nextCounts, later);
            return;
        }
        countsDue = false;
        Object counts = wish.counts().get().get();
        Instant counted = timers.instant();
        Duration rest = Duration.between(now, counted).multipliedBy(PARTS);
        nextCounts = counted.plus(rest.compareTo(BETWEEN_COUNTS) > 0 ? rest : BETWEEN_COUNTS);
        sink.send("counts", changes.id(place), counts);
    }
}
