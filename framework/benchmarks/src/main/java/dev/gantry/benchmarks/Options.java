package dev.gantry.benchmarks;

import static java.util.stream.Collectors.joining;

import dev.gantry.benchmarks.contender.Contender;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What was asked for on the command line.
 *
 * @param each how long each figure is measured, each time
 * @param rounds how often each is measured, after rounds that only warm up
 * @param slots how many runs Gantry executes at once
 * @param parts what is measured
 * @param contenders of whom
 * @param launcher the script that servers are started with; absent: a plain Java on the class path of the benchmarks
 * @param scale how large the stores get whose curve is shown
 * @param postgres what is measured on PostgreSQL
 */
record Options(
        Duration each,
        int rounds,
        int slots,
        Set<Part> parts,
        Set<Contender> contenders,
        Optional<Path> launcher,
        ScaleSizes scale,
        PostgresSizes postgres) {

    static final String USAGE = """
            usage: Benchmarks [--seconds N] [--rounds N] [--slots N] [--only PART,...] [--peers NAME,...] [--launcher FILE]
                              [--retained N,...] [--queued N] [--on-postgres PART,...] [--finished N]
              --seconds  how long each figure is measured, each time (default: 1)
              --rounds   how often each is measured, after rounds that only warm up (default: 3)
              --slots    how many runs Gantry executes at once (default: 8, as in the server)
              --only     what to measure: %s (default: all)
              --peers    of whom: %s (default: all)
              --launcher the script gantry, to start servers with (default: none, a plain java)
              --retained for scale: the sizes of the store that grows, 0 for none (default: 10000,100000,300000,1000000)
              --queued   for scale: how many runs are queued in another, 0 for none (default: 1000000)
              --on-postgres for postgres: what to measure: submit, drain, steady, pickup, nodes, footprint, workers, history (default: all)
              --finished for postgres: how many finished runs there are for history (default: 100000)
            """.formatted(
                    Arrays.stream(Part.values()).map(Part::key).collect(joining(", ")),
                    Arrays.stream(Contender.values()).map(Options::key).collect(joining(", ")));

    /** Read the arguments. */
    static Options parse(List<String> arguments) {
        Options options = new Options(
                Duration.ofSeconds(1),
                3,
                8,
                EnumSet.allOf(Part.class),
                EnumSet.allOf(Contender.class),
                Optional.empty(),
                ScaleSizes.DEFAULT,
                PostgresSizes.DEFAULT);
        for (int i = 0; i < arguments.size(); i += 2) {
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(arguments.get(i) + " has no value");
            }
            options = options.with(arguments.get(i), arguments.get(i + 1));
        }
        return options;
    }

    private Options with(String name, String value) {
        return switch (name) {
            case "--seconds" ->
                new Options(
                        Duration.ofNanos((long) (Double.parseDouble(value) * 1e9)),
                        rounds,
                        slots,
                        parts,
                        contenders,
                        launcher,
                        scale,
                        postgres);
            case "--rounds" ->
                new Options(each, Integer.parseInt(value), slots, parts, contenders, launcher, scale, postgres);
            case "--slots" ->
                new Options(each, rounds, Integer.parseInt(value), parts, contenders, launcher, scale, postgres);
            case "--only" ->
                new Options(
                        each,
                        rounds,
                        slots,
                        chosen(Part.class, Part::key, value),
                        contenders,
                        launcher,
                        scale,
                        postgres);
            case "--peers" ->
                new Options(
                        each,
                        rounds,
                        slots,
                        parts,
                        chosen(Contender.class, Options::key, value),
                        launcher,
                        scale,
                        postgres);
            case "--launcher" ->
                new Options(each, rounds, slots, parts, contenders, Optional.of(Path.of(value)), scale, postgres);
            case "--retained" ->
                new Options(each, rounds, slots, parts, contenders, launcher, scale.withRetained(value), postgres);
            case "--queued" ->
                new Options(each, rounds, slots, parts, contenders, launcher, scale.withQueued(value), postgres);
            case "--on-postgres" ->
                new Options(
                        each,
                        rounds,
                        slots,
                        parts,
                        contenders,
                        launcher,
                        scale,
                        postgres.withParts(chosen(Part.class, Part::key, value)));
            case "--finished" ->
                new Options(each, rounds, slots, parts, contenders, launcher, scale, postgres.withFinished(value));
            default -> throw new IllegalArgumentException("there is no option " + name);
        };
    }

    private static <E extends Enum<E>> Set<E> chosen(Class<E> type, Function<E, String> key, String names) {
        Set<E> chosen = EnumSet.noneOf(type);
        for (String name : names.split(",", -1)) {
            chosen.add(EnumSet.allOf(type).stream()
                    .filter(value -> key.apply(value).equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("there is no \"%s\" to choose".formatted(name))));
        }
        return chosen;
    }

    private static String key(Contender contender) {
        return contender.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
