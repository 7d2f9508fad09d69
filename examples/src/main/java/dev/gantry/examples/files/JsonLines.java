package dev.gantry.examples.files;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/** Writes a file of one JSON object a line, beginning where an earlier attempt may have stopped. Not thread-safe. */
final class JsonLines implements Closeable {

    private final FileChannel file;
    private final OutputStream out;

    private JsonLines(FileChannel file) {
        this.file = file;
        this.out = new BufferedOutputStream(Channels.newOutputStream(file), 1 << 16);
    }

    /**
     * Open a file to write on after a length that {@link #checkpoint} gave; what lies beyond is cut off.
     *
     * @param length 0 to begin anew
     */
    static JsonLines open(Path path, long length) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        file.truncate(length).position(length);
        return new JsonLines(file);
    }

    /** Add a line; its values are strings, numbers and lists of these. */
    void write(Map<String, ?> object) throws IOException {
        StringBuilder line = new StringBuilder();
        append(line, object);
        out.write(line.append('\n').toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Make sure that what was written survives a power cut, and tell how long the file is up to there. */
    long checkpoint() throws IOException {
        out.flush();
        file.force(false);
        return file.position();
    }

    private static void append(StringBuilder json, Object value) {
        if (value instanceof Map<?, ?> object) {
            json.append('{');
            String separator = "";
            for (Map.Entry<?, ?> entry : object.entrySet()) {
                quote(json.append(separator), entry.getKey().toString());
                append(json.append(':'), entry.getValue());
                separator = ",";
            }
            json.append('}');
        } else if (value instanceof List<?> list) {
            json.append('[');
            String separator = "";
            for (Object each : list) {
                append(json.append(separator), each);
                separator = ",";
            }
            json.append(']');
        } else if (value instanceof Number) {
            json.append(value);
        } else {
            quote(json, value.toString());
        }
    }

    private static void quote(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each == '"' || each == '\\') {
                json.append('\\').append(each);
            } else if (each < ' ') {
                json.append("\\u%04x".formatted((int) each));
            } else {
                json.append(each);
            }
        }
        json.append('"');
    }

    @Override
    public void close() throws IOException {
        try (file) {
            out.close();
        }
    }
}
