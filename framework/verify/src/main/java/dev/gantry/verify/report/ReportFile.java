package dev.gantry.verify.report;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.gantry.client.wire.WireJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A report as Markdown, and beside it as JSON what it was made of, so that a later sitting adds to it.
 *
 * @param markdown the file for people
 */
public record ReportFile(Path markdown) {

    private Path json() {
        return markdown.resolveSibling(markdown.getFileName() + ".json");
    }

    /**
     * Read the sittings that it tells of; none if there is no such file.
     *
     * @throws IOException if it cannot be read
     */
    public List<Sitting> sittings() throws IOException {
        if (Files.notExists(json())) {
            return List.of();
        }
        try {
            return WireJson.mapper().readValue(Files.readAllBytes(json()), new TypeReference<>() {});
        } catch (IOException e) {
            throw new IOException(
                    "%s holds no sittings of gantry verify: %s; name another file with --report"
                            .formatted(json(), e.getMessage()),
                    e);
        }
    }

    /** Add a sitting. */
    public void add(Sitting sitting) throws IOException {
        List<Sitting> all = new ArrayList<>(sittings());
        all.add(sitting);
        write(json(), WireJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n");
        write(markdown, new Report(all).markdown());
    }

    /** What hours have gathered must not be lost by a write that is cut off. */
    private static void write(Path file, String text) throws IOException {
        Path whole = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), text);
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
