package dev.gantry.engine.jobs;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Something that a run says of itself, as text: {@code name=value}, {@code name} for true, {@code !name} for false. One
 * pair is one line of the run's log.
 */
public final class MetaPair {

    private static final Pattern PRINTED = Pattern.compile("\\s*meta:\\s(.*)", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("[^\\s=!][^\\s=]*");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private MetaPair() {}

    /**
     * The pair of a name and a value.
     *
     * @throws IllegalArgumentException if the name cannot be one
     */
    public static String of(String name, Object value) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "the meta name is \"%s\"; expected something without spaces and '=' that does not begin with '!'"
                            .formatted(name));
        }
        if (value instanceof Boolean bool) {
            return bool ? name : "!" + name;
        }
        return name + "=" + value;
    }

    /** The pairs of a printed line {@code meta: a=1 b !c}; empty if it is another line. */
    public static List<String> printed(String line) {
        var matcher = PRINTED.matcher(line);
        return matcher.matches() ? pairs(BLANKS.splitAsStream(matcher.group(1))) : List.of();
    }

    private static List<String> pairs(Stream<String> words) {
        return words.filter(word -> !word.isEmpty() && !word.equals("!") && !word.startsWith("="))
                .toList();
    }

    /** The pair as a map of its name. */
    static Map<String, Object> read(String pair) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
            return Map.of(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return pair.startsWith("!") ? Map.of(pair.substring(1), false) : Map.of(pair, true);
    }
}
