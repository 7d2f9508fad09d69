package dev.gantry.benchmarks;

import java.util.EnumSet;
import java.util.Set;

/**
 * What is measured on PostgreSQL.
 *
 * @param parts which parts
 * @param finished how many finished runs there are for the part that asks what becomes of the rates then
 */
record PostgresSizes(Set<Part> parts, int finished) {

    static final PostgresSizes DEFAULT = new PostgresSizes(Part.OF_POSTGRES, 100_000);

    PostgresSizes withParts(Set<Part> others) {
        if (!Part.OF_POSTGRES.containsAll(others)) {
            throw new IllegalArgumentException("on PostgreSQL there is only %s".formatted(Part.OF_POSTGRES));
        }
        return new PostgresSizes(EnumSet.copyOf(others), finished);
    }

    PostgresSizes withFinished(String runs) {
        return new PostgresSizes(parts, Integer.parseInt(runs));
    }
}
