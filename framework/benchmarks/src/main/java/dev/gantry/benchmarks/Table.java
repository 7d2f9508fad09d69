package dev.gantry.benchmarks;

import dev.gantry.benchmarks.contender.Contender;
import dev.gantry.benchmarks.contender.Contender.Standing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Writes results as one table in Markdown. */
final class Table {

    private static final double NOTEWORTHY = 0.1;

    private final Results results;
    private final Contender ours;
    private final List<Contender> limits;
    private final List<Contender> contenders;

    /**
     * Make a table.
     *
     * @param ours whose ratios it has
     * @param limits to whom; the first that was measured counts
     */
    Table(Results results, Contender ours, List<Contender> limits) {
        this.results = results;
        this.ours = ours;
        this.limits = limits;
        this.contenders = Arrays.stream(Contender.values()).filter(results::has).toList();
    }

    String markdown() {
        List<String> rows = new ArrayList<>();
        rows.add(row(
                "",
                contenders.stream().map(Contender::title).toList(),
                "Gantry / limit",
                "Gantry / best durable peer"));
        rows.add("|---".repeat(contenders.size() + 3) + "|");
        rows.add(row(
                "an acknowledged submit is",
                contenders.stream().map(Contender::durability).toList(),
                "",
                ""));
        for (Figure figure : Figure.values()) {
            if (results.has(figure)) {
                rows.add(row(
                        figure.title(),
                        contenders.stream()
                                .map(contender -> cell(results.of(contender, figure)))
                                .toList(),
                        ratio(figure, limit(figure)),
                        ratio(figure, bestDurablePeer(figure))));
            }
        }
        return String.join("\n", rows) + "\n";
    }

    private static String row(String title, List<String> cells, String toLimit, String toPeer) {
        return "| %s | %s | %s | %s |".formatted(title, String.join(" | ", cells), toLimit, toPeer);
    }

    private static String cell(List<Sample> samples) {
        if (samples.isEmpty()) {
            return "";
        }
        double[] values = values(samples);
        double foreign = median(samples.stream().mapToDouble(Sample::foreign).toArray());
        String range = values.length == 1 ? "" : " (%s–%s)".formatted(text(values[0]), text(values[values.length - 1]));
        String load = foreign < NOTEWORTHY || Double.isNaN(foreign) ? "" : " /%.0f %%".formatted(100 * foreign);
        return "**%s**%s%s".formatted(text(median(values)), range, load);
    }

    /** The middle one of the ratios of each round: what disturbed a round disturbed both. */
    private String ratio(Figure figure, Optional<Contender> other) {
        List<Sample> mine = results.of(ours, figure);
        List<Sample> theirs =
                other.map(contender -> results.of(contender, figure)).orElse(List.of());
        if (mine.isEmpty() || mine.size() != theirs.size()) {
            return "";
        }
        // A peer that finished nothing in a round is beyond comparison in it.
        double[] ratios = IntStream.range(0, mine.size())
                .filter(round -> theirs.get(round).value() > 0)
                .mapToDouble(round ->
                        figure.ratio(mine.get(round).value(), theirs.get(round).value()))
                .sorted()
                .toArray();
        return ratios.length == 0 ? "" : "×" + text(median(ratios));
    }

    private Optional<Contender> limit(Figure figure) {
        return limits.stream()
                .filter(contender -> !results.of(contender, figure).isEmpty())
                .findFirst();
    }

    private Optional<Contender> bestDurablePeer(Figure figure) {
        return contenders.stream()
                .filter(contender -> contender.standing() == Standing.DURABLE_PEER)
                .filter(contender -> !results.of(contender, figure).isEmpty())
                .reduce((best, next) -> figure.better(middle(next, figure), middle(best, figure)) ? next : best);
    }

    private double middle(Contender contender, Figure figure) {
        return median(values(results.of(contender, figure)));
    }

    private static double[] values(List<Sample> samples) {
        return samples.stream().mapToDouble(Sample::value).sorted().toArray();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** Three digits that count. */
    private static String text(double value) {
        if (value >= 10_000) {
            return String.format(Locale.ROOT, value >= 100_000 ? "%.0fk" : "%.1fk", value / 1_000);
        }
        return String.format(Locale.ROOT, value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }
}
