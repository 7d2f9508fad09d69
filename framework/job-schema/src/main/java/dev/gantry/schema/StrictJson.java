package dev.gantry.schema;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Builds the tree of one JSON text, token by token, so that each refusal knows its line and column. Without recursion:
 * the depth of the text never becomes the depth of the stack.
 */
final class StrictJson {

    /** Without bounds of its own where ours are checked first and say more. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(JobInput.MAX_DEPTH + 2)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    /** What Jackson adds for those who configure it; whoever sent the text cannot. */
    private static final Pattern HINTS =
            Pattern.compile("(: enable `JsonReadFeature| \\(not recognized as one since Feature).*", Pattern.DOTALL);

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private interface Reading {
        JsonNode of(StrictJson json) throws IOException, UnreadableJsonException;
    }

    private final JsonParser parser;
    private final Deque<ContainerNode<?>> open = new ArrayDeque<>();
    private String name;

    private StrictJson(JsonParser parser) {
        this.parser = parser;
    }

    static JsonNode read(String text) throws UnreadableJsonException {
        return read(text, StrictJson::onlyValue);
    }

    /** Read the elements of an array, one at a time. */
    static void readElements(String text, Consumer<JsonNode> each) throws UnreadableJsonException {
        read(text, json -> json.elements(each));
    }

    private static JsonNode read(String text, Reading reading) throws UnreadableJsonException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            return reading.of(new StrictJson(parser));
        } catch (JsonEOFException e) {
            throw refusal(e.getLocation(), "the text ends before the JSON is complete");
        } catch (JsonProcessingException e) {
            throw refusal(e.getLocation(), HINTS.matcher(e.getOriginalMessage()).replaceFirst(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode onlyValue() throws IOException, UnreadableJsonException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw refusal("there is nothing; expected a JSON value");
        }
        JsonNode root = whole(first);
        expectNothing();
        return root;
    }

    private JsonNode elements(Consumer<JsonNode> each) throws IOException, UnreadableJsonException {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            throw refusal("expected an array");
        }
        for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
            each.accept(whole(next));
        }
        expectNothing();
        return NODES.missingNode();
    }

    private void expectNothing() throws IOException, UnreadableJsonException {
        if (parser.nextToken() != null) {
            throw refusal("there is more after the JSON value; expected nothing");
        }
    }

    /** The value that starts here, with all that is in it. */
    private JsonNode whole(JsonToken first) throws IOException, UnreadableJsonException {
        JsonNode root = value(first);
        while (!open.isEmpty()) {
            JsonToken token = parser.nextToken();
            if (token == JsonToken.FIELD_NAME) {
                name = checked(parser.currentName());
            } else if (token.isStructEnd()) {
                open.pop();
            } else {
                value(token);
            }
        }
        return root;
    }

    /** Make the value that starts here a child of the innermost open container. */
    private JsonNode value(JsonToken token) throws IOException, UnreadableJsonException {
        JsonNode value = switch (token) {
            case START_OBJECT -> NODES.objectNode();
            case START_ARRAY -> NODES.arrayNode();
            case VALUE_STRING -> NODES.textNode(checked(parser.getText()));
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            case VALUE_NUMBER_INT -> integer();
            case VALUE_NUMBER_FLOAT -> decimal();
            default -> throw new IllegalStateException("unexpected token " + token);
        };
        if (open.peek() instanceof ObjectNode object) {
            object.set(name, value);
        } else if (open.peek() instanceof ArrayNode array) {
            array.add(value);
        }
        if (value instanceof ContainerNode<?> container) {
            if (open.size() == JobInput.MAX_DEPTH) {
                throw refusal("arrays and objects nest deeper than %d levels".formatted(JobInput.MAX_DEPTH));
            }
            open.push(container);
        }
        return value;
    }

    private JsonNode integer() throws IOException, UnreadableJsonException {
        checkDigits();
        return switch (parser.getNumberType()) {
            case INT -> NODES.numberNode(parser.getIntValue());
            case LONG -> NODES.numberNode(parser.getLongValue());
            default -> NODES.numberNode(parser.getBigIntegerValue());
        };
    }

    private JsonNode decimal() throws IOException, UnreadableJsonException {
        checkDigits();
        String text = parser.getText();
        int e = Math.max(text.indexOf('e'), text.indexOf('E'));
        if (e >= 0) {
            String exponent = text.substring(e + 1);
            if (exponent.length() > 5 || Math.abs(Integer.parseInt(exponent)) > JobInput.MAX_EXPONENT) {
                throw refusal("the exponent of a number is %s; expected at most %d either way"
                        .formatted(shortened(exponent), JobInput.MAX_EXPONENT));
            }
        }
        return NODES.numberNode(parser.getDecimalValue());
    }

    private void checkDigits() throws IOException, UnreadableJsonException {
        if (parser.getTextLength() > JobInput.MAX_DIGITS) {
            throw refusal("a number is %,d characters long; expected at most %,d"
                    .formatted(parser.getTextLength(), JobInput.MAX_DIGITS));
        }
    }

    private static String shortened(String digits) {
        return digits.length() > 20 ? digits.substring(0, 20) + "…" : digits;
    }

    private String checked(String text) throws UnreadableJsonException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw refusal("a string has the character NUL (\\u0000), which cannot be stored");
            }
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    throw refusal("a string has half of a surrogate pair (\\u%04x), which is no character"
                            .formatted((int) c));
                }
                i++;
            }
        }
        return text;
    }

    private UnreadableJsonException refusal(String reason) {
        return refusal(parser.currentTokenLocation(), reason);
    }

    private static UnreadableJsonException refusal(JsonLocation at, String reason) {
        return new UnreadableJsonException(at.getLineNr(), at.getColumnNr(), reason);
    }
}
