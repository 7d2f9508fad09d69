package dev.gantry.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gantry.verify.fault.FaultKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** Rounds that found something, a line each: fault, seed, and behind a {@code #} what it was. */
final class Seeds {

    private static final String KEPT = "seeds";

    private Seeds() {}

    /** The rounds that once found a bug of Gantry. */
    static List<Round> kept() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(Seeds.class.getResourceAsStream(KEPT), UTF_8))) {
            return lines.lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .map(Seeds::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Round parse(String line) {
        String[] words = line.split(" +", -1);
        return new Round(FaultKind.ofKey(words[0]), Long.parseLong(words[1]), Optional.empty());
    }

    /** Keep a round. */
    static void add(Path file, Round round, String why) throws IOException {
        String line = "%s %d # %s%n".formatted(round.kind().key(), round.seed(), why.replaceAll("\\R", " "));
        Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
