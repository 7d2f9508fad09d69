package dev.gantry.engine.execution;

import dev.gantry.store.LogLine;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Cuts printed bytes into lines. A line over the longest that a log keeps is cut short, so memory stays bounded. */
final class LineSplitter {

    private static final int MAX_BYTES = 4 * LogLine.MAX_MESSAGE;

    private final Consumer<String> lines;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    LineSplitter(Consumer<String> lines) {
        this.lines = lines;
    }

    synchronized void accept(byte[] bytes, int from, int length) {
        for (int i = from; i < from + length; i++) {
            if (bytes[i] == '\n') {
                end();
            } else if (line.size() < MAX_BYTES) {
                line.write(bytes[i]);
            }
        }
    }

    synchronized void finish() {
        if (line.size() > 0) {
            end();
        }
    }

    private void end() {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        lines.accept(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }
}
