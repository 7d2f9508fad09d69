package dev.gantry.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Reads the body of a request as JSON, strictly and within bounds.
 *
 * <p>One value and nothing after it, in UTF-8; no comments, no duplicate names, no NUL and no lone surrogate in any
 * string (no store can hold them); at most {@value #MAX_DEPTH} levels deep; numbers of at most {@value #MAX_DIGITS}
 * digits with an exponent of at most {@value #MAX_EXPONENT}. Decimal numbers keep every digit. Thread-safe.
 */
public final class JobInput {

    /** How deeply arrays and objects may nest. */
    public static final int MAX_DEPTH = 100;

    /** How many digits a number may have. */
    public static final int MAX_DIGITS = 1000;

    /** How large or, negated, how small the exponent of a number may be. */
    public static final int MAX_EXPONENT = 1000;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private JobInput() {}

    /**
     * Read a body.
     *
     * @param body JSON in UTF-8; if it is empty or blank, an empty object is meant
     * @return any JSON value
     * @throws UnreadableJsonException if it is not such JSON, naming the first place where it is not
     */
    public static JsonNode parse(byte[] body) throws UnreadableJsonException {
        String text = decode(body);
        return text.isBlank() ? JsonNodeFactory.instance.objectNode() : StrictJson.read(text);
    }

    /**
     * Read a body that is an array, element by element: what was handed on is not kept.
     *
     * @param body JSON in UTF-8: an array whose elements are each within the bounds of a body
     * @param each takes the elements, in their order
     * @throws UnreadableJsonException if it is no such array, naming the first place where it is not; the elements before
     *     that were handed on
     */
    public static void parseElements(byte[] body, Consumer<JsonNode> each) throws UnreadableJsonException {
        StrictJson.readElements(decode(body), each);
    }

    private static String decode(byte[] body) throws UnreadableJsonException {
        ByteBuffer in = ByteBuffer.wrap(body);
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(in).toString();
            return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            String before = new String(body, 0, in.position(), StandardCharsets.UTF_8);
            int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
            int column = before.length() - before.lastIndexOf('\n');
            throw new UnreadableJsonException(
                    line,
                    column,
                    "the byte 0x%02X is not UTF-8 here; expected JSON in UTF-8".formatted(body[in.position()]));
        }
    }
}
