package dev.gantry.http.call;

import dev.gantry.http.problem.ProblemException;
import dev.gantry.schema.Suggestion;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The query parameters of a call, read strictly: what cannot be used is refused with what was expected. */
final class Query {

    /** The last year that RFC 3339 has digits for. */
    static final int LAST_YEAR = 9999;

    private final MultivaluedMap<String, String> given;

    /**
     * Check the names.
     *
     * @param known all that the call understands; one that ends with a dot stands for all that begin with it
     * @throws ProblemException if there is another one, naming it and the known one that was probably meant
     */
    Query(MultivaluedMap<String, String> given, List<String> known) {
        this.given = given;
        for (String name : given.keySet()) {
            if (!known.contains(name) && known.stream().noneMatch(each -> isFamily(each, name))) {
                String meant = Suggestion.of(name, known)
                        .map(near -> "did you mean \"%s\"?".formatted(near))
                        .orElseGet(
                                () -> known.isEmpty() ? "this call has none" : "expected " + String.join(", ", known));
                throw ProblemException.badRequest("unknown query parameter \"%s\"; %s".formatted(name, meant));
            }
        }
    }

    private static boolean isFamily(String known, String name) {
        return known.endsWith(".") && name.startsWith(known) && name.length() > known.length();
    }

    /** The values of the parameters of a family, by the rest of their names. */
    Map<String, String> family(String prefix) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String name : given.keySet()) {
            if (isFamily(prefix, name)) {
                values.put(name.substring(prefix.length()), text(name).orElse(""));
            }
        }
        return values;
    }

    /** The value of a parameter; the last one if it is given several times. */
    Optional<String> text(String name) {
        List<String> values = given.getOrDefault(name, List.of());
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
    }

    /** The values of a parameter that may be repeated, or hold several with commas between. */
    List<String> list(String name) {
        List<String> values = new ArrayList<>();
        for (String value : given.getOrDefault(name, List.of())) {
            for (String part : value.split(",")) {
                if (!part.isBlank()) {
                    values.add(part.strip());
                }
            }
        }
        return values;
    }

    /** A whole number within bounds. */
    Optional<Integer> number(String name, int least, int most) {
        return text(name).map(value -> {
            try {
                int number = Integer.parseInt(value);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // The same refusal as for a number out of bounds.
            }
            throw refused(name, value, "a whole number from %d to %d".formatted(least, most));
        });
    }

    /** A moment as RFC 3339. */
    Optional<Instant> moment(String name) {
        return text(name).map(value -> {
            try {
                OffsetDateTime moment = OffsetDateTime.parse(value);
                if (moment.getYear() >= 0 && moment.getYear() <= LAST_YEAR) {
                    return moment.toInstant();
                }
            } catch (DateTimeParseException e) {
                // The same refusal as for a year that RFC 3339 has no digits for.
            }
            throw refused(name, value, "a moment with its offset, such as 2026-11-21T20:00:00Z");
        });
    }

    /** A length of time as ISO-8601, not negative. */
    Optional<Duration> duration(String name) {
        return text(name).map(value -> {
            try {
                Duration length = Duration.parse(value);
                if (!length.isNegative()) {
                    return length;
                }
            } catch (DateTimeParseException e) {
                // The same refusal as for a negative one.
            }
            throw refused(name, value, "a length of time such as PT5M or PT1H30M");
        });
    }

    /** The uuid of a run. */
    Optional<UUID> uuid(String name) {
        return text(name).map(value -> {
            try {
                return UUID.fromString(value);
            } catch (IllegalArgumentException e) {
                throw refused(name, value, "the uuid of a run");
            }
        });
    }

    /** Something that is true or false; {@code False} and an empty value are understood as well. */
    boolean flag(String name) {
        String value = text(name).orElse("false");
        return switch (value.toLowerCase(java.util.Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0", "" -> false;
            default -> throw refused(name, value, "true or false");
        };
    }

    /** The tags: {@code tag=stage:child}, as often as there are tags; without a colon the value is empty. */
    Map<String, String> tags() {
        Map<String, String> tags = new LinkedHashMap<>();
        for (String tag : given.getOrDefault("tag", List.of())) {
            int colon = tag.indexOf(':');
            String name = colon < 0 ? tag : tag.substring(0, colon);
            String value = colon < 0 ? "" : tag.substring(colon + 1);
            if (name.isEmpty()) {
                throw refused("tag", tag, "NAME:VALUE or NAME");
            }
            if (tags.putIfAbsent(name, value) != null) {
                throw ProblemException.badRequest(
                        "tag \"%s\" is given twice; a run has one value for each".formatted(name));
            }
        }
        return tags;
    }

    static ProblemException refused(String name, String value, String expected) {
        return ProblemException.badRequest("%s is \"%s\"; expected %s".formatted(name, value, expected));
    }
}
