package dev.gantry.client;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which runs to list. Immutable; begin with {@link #ALL}.
 *
 * @param states the states to list; empty: all
 * @param tags tags that must all be there with just these values
 * @param since only runs submitted then or later
 * @param until only runs submitted before
 * @param limit how many at most, from 1 to 200
 * @param cursor where to go on: what the page before gave as next
 */
public record RunFilter(
        Set<String> states,
        Map<String, String> tags,
        Optional<Instant> since,
        Optional<Instant> until,
        int limit,
        Optional<String> cursor) {

    /** The newest 50 runs. */
    public static final RunFilter ALL =
            new RunFilter(Set.of(), Map.of(), Optional.empty(), Optional.empty(), 50, Optional.empty());

    public RunFilter {
        states = Set.copyOf(states);
        tags = Map.copyOf(tags);
        requireNonNull(since, "since is null");
        requireNonNull(until, "until is null");
        requireNonNull(cursor, "cursor is null");
    }

    /** These, of one more state. */
    public RunFilter state(String state) {
        Set<String> more = new LinkedHashSet<>(states);
        more.add(state);
        return new RunFilter(more, tags, since, until, limit, cursor);
    }

    /** These, with a tag. */
    public RunFilter tag(String name, String value) {
        Map<String, String> more = new HashMap<>(tags);
        more.put(name, value);
        return new RunFilter(states, more, since, until, limit, cursor);
    }

    /** These, submitted then or later. */
    public RunFilter since(Instant moment) {
        return new RunFilter(states, tags, Optional.of(moment), until, limit, cursor);
    }

    /** These, submitted before. */
    public RunFilter until(Instant moment) {
        return new RunFilter(states, tags, since, Optional.of(moment), limit, cursor);
    }

    /** These, so many at most. */
    public RunFilter limit(int most) {
        return new RunFilter(states, tags, since, until, most, cursor);
    }

    /** These, after the page that gave this as next. */
    public RunFilter after(String next) {
        return new RunFilter(states, tags, since, until, limit, Optional.of(next));
    }

    Query query() {
        Query query = selection().add("limit", Integer.toString(limit));
        cursor.ifPresent(next -> query.add("cursor", next));
        return query;
    }

    /** Which runs these are, without how many of them and where to go on. */
    Query selection() {
        Query query = new Query();
        states.forEach(state -> query.add("state", state));
        tags.forEach((name, value) -> query.add("tag", name + ":" + value));
        since.ifPresent(moment -> query.add("since", moment.toString()));
        until.ifPresent(moment -> query.add("until", moment.toString()));
        return query;
    }
}
