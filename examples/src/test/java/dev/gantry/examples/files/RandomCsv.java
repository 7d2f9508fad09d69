package dev.gantry.examples.files;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A table with everything in it that makes CSV hard, and one of the many texts that say it. */
final class RandomCsv {

    private static final List<String> PIECES = List.of(
            "a", "bc", " ", "\"", "\"\"", ",", ";", "\t", "\n", "\r\n", "\r", "é", "日本", "🚀", "x".repeat(70_000));

    private final Random random;
    private final char delimiter;
    private final List<List<String>> rows;
    private final String text;

    RandomCsv(Random random) {
        this.random = random;
        this.delimiter = pick(List.of(',', ';', '\t'));
        int columns = 1 + random.nextInt(4);
        this.rows =
                Stream.generate(() -> row(columns)).limit(random.nextInt(12)).toList();
        this.text = (random.nextBoolean() ? "\uFEFF" : "")
                + rows.stream().map(this::line).collect(Collectors.joining());
    }

    char delimiter() {
        return delimiter;
    }

    List<List<String>> rows() {
        return rows;
    }

    String text() {
        return text;
    }

    private List<String> row(int columns) {
        return Stream.generate(this::field).limit(columns).toList();
    }

    private String field() {
        return Stream.generate(() -> pick(PIECES)).limit(random.nextInt(4)).collect(Collectors.joining());
    }

    private String line(List<String> row) {
        String fields = row.stream().map(this::quotedIfNeeded).collect(Collectors.joining(String.valueOf(delimiter)));
        // a lone empty field must be quoted, or its line is blank
        return (fields.isEmpty() ? "\"\"" : fields) + pick(List.of("\n", "\r\n", "\r"));
    }

    private String quotedIfNeeded(String field) {
        boolean needed =
                field.chars().anyMatch(each -> each == delimiter || each == '"' || each == '\n' || each == '\r');
        return needed || random.nextInt(4) == 0 ? "\"" + field.replace("\"", "\"\"") + "\"" : field;
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
