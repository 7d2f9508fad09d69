package dev.gantry.benchmarks;

import dev.gantry.benchmarks.scale.ScaleTable;
import java.util.List;

/**
 * How large the stores get whose curve is shown.
 *
 * @param retained the sizes at which a store is measured that only grows, rising
 * @param queued how many runs are queued in another; 0: it is not measured
 */
record ScaleSizes(List<Long> retained, long queued) {

    static final ScaleSizes DEFAULT = new ScaleSizes(List.of(10_000L, 100_000L, 300_000L, 1_000_000L), 1_000_000);

    ScaleSizes withRetained(String numbers) {
        return new ScaleSizes(ScaleTable.sizes(numbers), queued);
    }

    ScaleSizes withQueued(String number) {
        return new ScaleSizes(retained, Long.parseLong(number));
    }
}
