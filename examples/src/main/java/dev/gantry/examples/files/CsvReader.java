package dev.gantry.examples.files;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads CSV as RFC 4180 has it, in UTF-8, and knows after every row at which byte of the file it stands.
 *
 * <p>Lines may end in CRLF, LF or CR; blank ones are passed over, and so is a byte order mark. A row that breaks the
 * format is returned with its fault, and reading goes on after it. It works on bytes, because in UTF-8 those of the
 * delimiter, the quote and the line ends occur nowhere else. Not thread-safe.
 */
final class CsvReader implements Closeable {

    /** A quote that is never closed makes the rest of the file one row, which must not end up in memory. */
    static final int MAX_ROW_BYTES = 1 << 20;

    private static final String TOO_LONG = "the row is over " + MAX_ROW_BYTES + " bytes long; is a quote not closed?";
    private static final int END = -1;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final FileChannel file;
    private final char delimiter;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).limit(0);
    private final CharsetDecoder strict = StandardCharsets.UTF_8.newDecoder();
    private final ByteArrayOutputStream field = new ByteArrayOutputStream();
    private long rows;
    private int rowBytes;
    private Optional<String> fault = Optional.empty();

    private CsvReader(FileChannel file, char delimiter) {
        this.file = file;
        this.delimiter = delimiter;
    }

    /** Open a file for reading from its first row on. An interrupt of the thread ends any reading at once. */
    static CsvReader open(Path path, char delimiter) throws IOException {
        CsvReader reader = new CsvReader(FileChannel.open(path), delimiter);
        reader.skipByteOrderMark();
        return reader;
    }

    private void skipByteOrderMark() throws IOException {
        fill();
        int length = BYTE_ORDER_MARK.length;
        if (buffer.limit() >= length && buffer.slice(0, length).equals(ByteBuffer.wrap(BYTE_ORDER_MARK))) {
            buffer.position(length);
        }
    }

    /** How many bytes were read, up to the end of the row returned last. */
    long position() throws IOException {
        return file.position() - buffer.remaining();
    }

    /** How many rows were read, the header and blank lines included. */
    long rows() {
        return rows;
    }

    /** Go on where a reader of the same file stood. */
    void seek(long position, long rowsBefore) throws IOException {
        file.position(position);
        buffer.limit(0);
        rows = rowsBefore;
    }

    /** The next row; empty at the end of the file. */
    Optional<CsvRow> next() throws IOException {
        while (takeLineEnd()) {
            rows++;
        }
        if (peek() == END) {
            return Optional.empty();
        }
        rows++;
        rowBytes = 0;
        fault = Optional.empty();
        List<String> fields = new ArrayList<>();
        do {
            boolean kept = fits();
            String value = readField();
            if (kept) {
                fields.add(value);
            }
        } while (take(delimiter));
        takeLineEnd();
        return Optional.of(new CsvRow(rows, fields, fault));
    }

    private String readField() throws IOException {
        field.reset();
        if (take('"')) {
            readQuoted();
            if (!atFieldEnd()) {
                spoil("text follows a closing quote");
            }
        }
        while (!atFieldEnd()) {
            int next = read();
            if (next == '"') {
                spoil("a quote stands inside a field that does not begin with one");
            }
            keep(next);
        }
        return text();
    }

    private void readQuoted() throws IOException {
        for (int next = read(); next != END; next = read()) {
            if (next == '"' && !take('"')) {
                return;
            }
            keep(next);
        }
        spoil("a quote is never closed");
    }

    private void keep(int next) {
        if (fits()) {
            field.write(next);
        }
    }

    private boolean fits() {
        if (rowBytes < MAX_ROW_BYTES) {
            rowBytes++;
            return true;
        }
        spoil(TOO_LONG);
        return false;
    }

    private String text() {
        byte[] bytes = field.toByteArray();
        try {
            return strict.decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            spoil("the text is not UTF-8");
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** The first fault counts: the ones after it mostly follow from it. */
    private void spoil(String why) {
        if (fault.isEmpty()) {
            fault = Optional.of(why);
        }
    }

    private boolean atFieldEnd() throws IOException {
        int next = peek();
        return next == delimiter || next == '\n' || next == '\r' || next == END;
    }

    private boolean takeLineEnd() throws IOException {
        if (take('\r')) {
            take('\n');
            return true;
        }
        return take('\n');
    }

    private boolean take(char expected) throws IOException {
        if (peek() != expected) {
            return false;
        }
        buffer.get();
        return true;
    }

    private int peek() throws IOException {
        return buffer.hasRemaining() || fill() ? buffer.get(buffer.position()) & 0xFF : END;
    }

    private int read() throws IOException {
        return buffer.hasRemaining() || fill() ? buffer.get() & 0xFF : END;
    }

    private boolean fill() throws IOException {
        buffer.clear();
        int count = file.read(buffer);
        buffer.flip();
        return count > 0;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
