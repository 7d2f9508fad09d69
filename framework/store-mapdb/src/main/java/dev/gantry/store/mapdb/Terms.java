package dev.gantry.store.mapdb;

import dev.gantry.store.Run;
import dev.gantry.store.RunQuery;
import dev.gantry.store.RunState;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What runs are looked for by, as numbers. Two terms may share a number: whoever finds a run by it checks that it is one
 * of those asked for.
 */
final class Terms {

    private Terms() {}

    /** The terms of a run: each branch above it and its leaf, its state, its tags. */
    static List<Integer> of(Run run) {
        List<Integer> terms = new ArrayList<>();
        String path = run.request().path();
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            terms.add(path(path.substring(0, slash)));
        }
        terms.add(path(path));
        terms.add(state(run.state()));
        run.request().options().tags().forEach((name, value) -> terms.add(tag(name, value)));
        return terms;
    }

    /** What a run must have to be asked for: of each set at least one. Those that few runs have come first. */
    static List<Set<Integer>> of(RunQuery query) {
        Stream<Set<Integer>> path =
                query.pathPrefix().isEmpty() ? Stream.empty() : Stream.of(Set.of(path(query.pathPrefix())));
        Stream<Set<Integer>> states = query.states().isEmpty()
                ? Stream.empty()
                : Stream.of(Set.copyOf(query.states().stream().map(Terms::state).toList()));
        Stream<Set<Integer>> tags =
                query.tags().entrySet().stream().map(tag -> Set.of(tag(tag.getKey(), tag.getValue())));
        return Stream.of(tags, states, path).flatMap(terms -> terms).toList();
    }

    private static int path(String path) {
        return ("path " + path).hashCode();
    }

    private static int state(RunState state) {
        return ("state " + state.name()).hashCode();
    }

    private static int tag(String name, String value) {
        return ("tag " + name + "=" + value).hashCode();
    }
}
