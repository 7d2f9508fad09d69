package dev.gantry.examples.files;

import java.util.List;
import java.util.Optional;

/**
 * One row of a CSV file.
 *
 * @param number counted from 1, the header and blank lines included, as a spreadsheet does
 * @param fields its values, without quotes
 * @param fault why the fields cannot be trusted, if they cannot
 */
record CsvRow(long number, List<String> fields, Optional<String> fault) {

    CsvRow {
        fields = List.copyOf(fields);
    }
}
