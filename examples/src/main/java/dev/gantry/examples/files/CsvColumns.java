package dev.gantry.examples.files;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The columns of a CSV file: what a good row is, and what object it becomes.
 *
 * @param names in the order of the fields
 * @param required those that must not be blank
 */
record CsvColumns(List<String> names, List<String> required) {

    /**
     * Take the names from the header.
     *
     * @throws IllegalArgumentException if a row cannot be told by it
     */
    static CsvColumns of(Optional<CsvRow> header, List<String> required) {
        CsvRow row = header.orElseThrow(() -> new IllegalArgumentException("it has no header"));
        row.fault().ifPresent(why -> {
            throw new IllegalArgumentException("in its header, " + why);
        });
        return new CsvColumns(row.fields(), required);
    }

    CsvColumns {
        if (names.stream().anyMatch(String::isBlank) || new HashSet<>(names).size() < names.size()) {
            throw new IllegalArgumentException(
                    "its columns are %s; expected a name of its own for each".formatted(names));
        }
        List<String> missing =
                required.stream().filter(name -> !names.contains(name)).toList();
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("its columns are %s; %s required".formatted(names, missing));
        }
    }

    /** What is wrong with a row, if something is. */
    Optional<String> faultOf(CsvRow row) {
        if (row.fault().isPresent()) {
            return row.fault();
        }
        if (row.fields().size() != names.size()) {
            return Optional.of(
                    "it has %d fields; expected %d".formatted(row.fields().size(), names.size()));
        }
        return required.stream()
                .filter(name -> row.fields().get(names.indexOf(name)).isBlank())
                .findFirst()
                .map("%s is required and has no value"::formatted);
    }

    /** A good row as an object, its columns in their order. */
    Map<String, String> objectOf(CsvRow row) {
        Map<String, String> object = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            object.put(names.get(i), row.fields().get(i));
        }
        return object;
    }
}
