package dev.gantry.http.transfer;

import dev.gantry.http.problem.ProblemException;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a file that a body is: {@code Content-Range: bytes 0-99/100}, or {@code bytes 0-99/*} while the size is not
 * known.
 *
 * @param from the first byte
 * @param length how many; absent: as many as there are, to the end
 * @param last whether the file ends with them
 */
record PartRange(long from, OptionalLong length, boolean last) {

    /** All of a file. */
    static final PartRange WHOLE = new PartRange(0, OptionalLong.empty(), true);

    private static final Pattern FORM = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");

    static PartRange parse(String header) {
        Matcher form = FORM.matcher(header.strip());
        if (!form.matches()) {
            throw refused(header);
        }
        long from = Long.parseLong(form.group(1));
        long to = Long.parseLong(form.group(2));
        boolean open = form.group(3).equals("*");
        long total = open ? Long.MAX_VALUE : Long.parseLong(form.group(3));
        if (to < from || to >= total) {
            throw refused(header);
        }
        return new PartRange(from, OptionalLong.of(to - from + 1), to + 1 == total);
    }

    private static ProblemException refused(String header) {
        return ProblemException.badRequest(
                "Content-Range is \"%s\"; expected \"bytes FROM-TO/TOTAL\", or * for a total that is not known yet"
                        .formatted(header));
    }
}
