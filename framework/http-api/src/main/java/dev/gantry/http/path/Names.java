package dev.gantry.http.path;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gantry.http.problem.ProblemException;
import dev.gantry.store.RunAddress;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/** Names that callers choose, as they stand in paths. What a name decodes to is the name: it is never decoded again. */
public final class Names {

    private static final int HEX = 16;
    private static final int ESCAPE_LENGTH = 3;

    private Names() {}

    /**
     * Decode a segment of a path.
     *
     * @throws ProblemException 400 if an escape is none or the bytes are not UTF-8
     */
    public static String decoded(String segment) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(segment.length());
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            if (c == '%') {
                bytes.write(escaped(segment, i));
                i += ESCAPE_LENGTH - 1;
            } else {
                bytes.writeBytes(String.valueOf(c).getBytes(ISO_8859_1));
            }
        }
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw unreadable(segment);
        }
    }

    private static int escaped(String segment, int at) {
        try {
            return Integer.parseInt(segment, at + 1, at + ESCAPE_LENGTH, HEX);
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw unreadable(segment);
        }
    }

    private static ProblemException unreadable(String segment) {
        return ProblemException.badRequest(
                "the path has the segment \"%s\"; expected UTF-8, escaped as %%XX".formatted(segment));
    }

    /**
     * Check that names are an address.
     *
     * @throws ProblemException 422 if they are not
     */
    public static RunAddress address(String project, String jobId) {
        try {
            return new RunAddress(project, jobId);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badName(e.getMessage());
        }
    }

    /**
     * Check that a name can be one of a project.
     *
     * @throws ProblemException 422 if it cannot
     */
    public static String project(String name) {
        return address(name, "any").project();
    }
}
