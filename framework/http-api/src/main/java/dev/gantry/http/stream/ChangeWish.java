package dev.gantry.http.stream;

import dev.gantry.store.Run;
import dev.gantry.store.RunFilter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a reader of changes wants to be told.
 *
 * @param filter the runs it wants to be told of, by what of them never changes
 * @param rows how runs are shown
 * @param counts what it is told besides when something changed, at most once a second; absent: nothing
 */
public record ChangeWish(RunFilter filter, Function<List<Run>, ? extends List<?>> rows, Optional<Supplier<?>> counts) {}
