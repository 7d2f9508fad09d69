package dev.gantry.store.mapdb;

import dev.gantry.store.Run;
import dev.gantry.store.RunFilter;
import dev.gantry.store.RunState;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What runs are looked for by, as numbers. Two terms may share a number: whoever finds a run by it checks that it is one
 * of those asked for.
 */
final class Terms {

    private Terms() {}

    /** The terms of a run: each branch above it and its leaf, its state, its tags, its project and parent. */
    static List<Integer> of(Run run) {
        List<Integer> terms = new ArrayList<>();
        String path = run.request().path();
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            terms.add(path(path.substring(0, slash)));
        }
        terms.add(path(path));
        terms.add(state(run.state()));
        run.request().options().tags().forEach((name, value) -> terms.add(tag(name, value)));
        run.project().ifPresent(project -> terms.add(project(project)));
        run.request().origin().parent().ifPresent(parent -> terms.add(parent(parent)));
        return terms;
    }

    /** What a run must have to be asked for: of each set at least one. Those that few runs have come first. */
    static List<Set<Integer>> of(RunFilter filter) {
        Stream<Set<Integer>> path =
                filter.pathPrefix().isEmpty() ? Stream.empty() : Stream.of(Set.of(path(filter.pathPrefix())));
        Stream<Set<Integer>> states = filter.states().isEmpty()
                ? Stream.empty()
                : Stream.of(
                        Set.copyOf(filter.states().stream().map(Terms::state).toList()));
        Stream<Set<Integer>> tags =
                filter.tags().entrySet().stream().map(tag -> Set.of(tag(tag.getKey(), tag.getValue())));
        Stream<Set<Integer>> parent = filter.kin().parents().isEmpty()
                ? Stream.empty()
                : Stream.of(filter.kin().parents().stream().map(Terms::parent).collect(Collectors.toSet()));
        Stream<Set<Integer>> project = filter.kin().project().stream().map(name -> Set.of(project(name)));
        return Stream.of(parent, project, tags, states, path)
                .flatMap(terms -> terms)
                .toList();
    }

    /** The term of the runs that have files: what is dropped with them lies elsewhere. */
    static int files() {
        return "files".hashCode();
    }

    private static int project(String project) {
        return ("project " + project).hashCode();
    }

    /** The term of the children of a run. */
    static int parent(UUID parent) {
        return ("parent " + parent).hashCode();
    }

    private static int path(String path) {
        return ("path " + path).hashCode();
    }

    /** The term of the runs in a state. */
    static int state(RunState state) {
        return ("state " + state.name()).hashCode();
    }

    private static int tag(String name, String value) {
        return ("tag " + name + "=" + value).hashCode();
    }
}
