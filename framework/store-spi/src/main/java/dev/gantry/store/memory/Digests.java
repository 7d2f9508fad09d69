package dev.gantry.store.memory;

import dev.gantry.store.RunDigest;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What a list shows of runs besides the runs themselves, worked out of all rows: for stores that have them in heap. */
public final class Digests {

    private Digests() {}

    /**
     * Work it out of some runs.
     *
     * @param rows all rows that there are
     * @param runs the runs; those without a row are absent from the answer
     */
    public static Map<UUID, RunDigest> of(Collection<Row> rows, Collection<UUID> runs) {
        Set<UUID> wanted = new HashSet<>(runs);
        Map<UUID, Long> children = rows.stream()
                .flatMap(row -> row.run().request().origin().parent().stream())
                .filter(wanted::contains)
                .collect(Collectors.groupingBy(parent -> parent, Collectors.counting()));
        Map<UUID, RunDigest> digests = new HashMap<>();
        for (Row row : rows) {
            if (wanted.contains(row.uuid())) {
                digests.put(row.uuid(), new RunDigest(row.log().digest(), children.getOrDefault(row.uuid(), 0L)));
            }
        }
        return digests;
    }
}
