package dev.gantry.schema;

import com.fasterxml.jackson.core.JsonGenerationException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Writes only what readers accept: they refuse numbers and names beyond a length, and nobody could read the rest either. */
final class ReadableJson extends JsonGeneratorDelegate {

    /** Half of what the strictest reader in use accepts: what shows the data may put them into something else. */
    static final int MAX_DEPTH = 250;

    private static final int MAX_NAME = StreamReadConstraints.DEFAULT_MAX_NAME_LEN;

    ReadableJson(JsonGenerator generator) {
        // what is inside an array or a tree comes by here too
        super(generator, false);
    }

    @Override
    public void writeFieldName(String name) throws IOException {
        checkName(name.length());
        super.writeFieldName(name);
    }

    @Override
    public void writeFieldName(SerializableString name) throws IOException {
        checkName(name.charLength());
        super.writeFieldName(name);
    }

    @Override
    public void writeNumber(BigInteger number) throws IOException {
        if (number != null) {
            checkNumber(number.toString());
        }
        super.writeNumber(number);
    }

    @Override
    public void writeNumber(BigDecimal number) throws IOException {
        if (number != null) {
            checkNumber(number.toString());
        }
        super.writeNumber(number);
    }

    @Override
    public void writeNumber(String number) throws IOException {
        checkNumber(number);
        super.writeNumber(number);
    }

    private void checkNumber(String number) throws IOException {
        if (number.length() > JobInput.MAX_DIGITS) {
            throw new JsonGenerationException(
                    "a number is %,d characters long; expected at most %,d, or a string"
                            .formatted(number.length(), JobInput.MAX_DIGITS),
                    this);
        }
    }

    private void checkName(int length) throws IOException {
        if (length > MAX_NAME) {
            throw new JsonGenerationException(
                    "the name of a property is %,d characters long; expected at most %,d".formatted(length, MAX_NAME),
                    this);
        }
    }
}
