package dev.gantry.store.postgres;

import dev.gantry.store.RunFilter;
import dev.gantry.store.RunQuery.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** What must be true of a run {@code r} and its request {@code q}, and the parameters of that. */
final class Conditions {

    /** The character behind the slash: what is below a path comes before it. */
    private static final String BEHIND_SLASH = "0";

    private final List<String> conditions = new ArrayList<>();
    private final List<UnaryOperator<Sql>> parameters = new ArrayList<>();
    private boolean ofRequest;

    private void add(String condition, UnaryOperator<Sql> parameter) {
        conditions.add(condition);
        parameters.add(parameter);
        ofRequest |= condition.contains("q.");
    }

    /** Something without parameters must be true. */
    Conditions and(String condition) {
        add(condition, sql -> sql);
        return this;
    }

    /** It must be one of the runs that are meant. */
    void of(RunFilter filter) {
        if (!filter.pathPrefix().isEmpty()) {
            String path = Texts.toDatabase(filter.pathPrefix());
            // The range is what the index knows, and has a little more in it.
            add(
                    "(q.path COLLATE \"C\" >= ? AND q.path COLLATE \"C\" < ? AND (q.path = ? OR starts_with(q.path, ?)))",
                    sql -> sql.with(path).with(path + BEHIND_SLASH).with(path).with(path + "/"));
        }
        if (!filter.states().isEmpty()) {
            add(
                    "r.state = ANY (?)",
                    sql -> sql.withInts(
                            filter.states().stream().map(RunColumns::toDatabase).toList()));
        }
        if (!filter.tags().isEmpty()) {
            add("q.tags @> ?", sql -> sql.withTexts(List.of(Tags.toDatabase(filter.tags()))));
        }
        span("q.created_at", filter.created());
        filter.kin().project().ifPresent(project -> add("q.project = ?", sql -> sql.with(project)));
        if (!filter.kin().parents().isEmpty()) {
            add("q.parent = ANY (?)", sql -> sql.withUuids(filter.kin().parents()));
        }
        of(filter.outcome());
    }

    private void of(RunFilter.Outcome outcome) {
        Span ended = outcome.ended();
        if (ended.to().isPresent()) {
            span("r.finished_at", ended);
        } else {
            ended.from()
                    .ifPresent(from -> add(
                            "(r.finished_at >= ? OR r.finished_at IS NULL)", sql -> sql.with(firstNotBefore(from))));
        }
        if (!outcome.results().isEmpty()) {
            add("r.result_code = ANY (?)", sql -> sql.withInts(outcome.results()));
        }
        outcome.lasting()
                .ifPresent(lasting -> add(
                        "coalesce(r.finished_at, ?) - r.started_at >= ?",
                        sql -> sql.with(Moments.toDatabase(lasting.asOf())).with(Moments.micros(lasting.atLeast()))));
    }

    /** It must have a smaller number. */
    void below(long number) {
        add("q.number < ?", sql -> sql.with(number));
    }

    private void span(String column, Span span) {
        span.from().ifPresent(from -> add(column + " >= ?", sql -> sql.with(firstNotBefore(from))));
        span.to().ifPresent(to -> add(column + " < ?", sql -> sql.with(firstNotBefore(to))));
    }

    /** Between two microseconds there is nothing. */
    private static long firstNotBefore(Instant moment) {
        long micros = Moments.toDatabase(moment);
        return Moments.fromDatabase(micros).isBefore(moment) ? micros + 1 : micros;
    }

    /** Whether anything of it is about the request. */
    boolean ofRequest() {
        return ofRequest;
    }

    String where() {
        return conditions.isEmpty() ? "" : "WHERE " + String.join(" AND ", conditions) + " ";
    }

    Sql bind(Sql sql) {
        Sql bound = sql;
        for (UnaryOperator<Sql> parameter : parameters) {
            bound = parameter.apply(bound);
        }
        return bound;
    }
}
