package dev.gantry.http.transfer;

import dev.gantry.engine.time.Timers;
import dev.gantry.store.FileContents;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * The uploads that bodies are being written to, and those that rest between two parts: to open one again, a store may have to
 * read all that came of it. Who goes on with one pushes aside whoever is at it: most likely itself, over a connection that
 * broke without this server having noticed. Thread-safe.
 */
final class OpenUploads {

    private static final Duration LONGEST_REST = Duration.ofSeconds(30);

    /** An upload of a run. */
    record Key(UUID run, String upload) {}

    private record Resting(UUID id, FileContents.Upload upload, Timers.Timer end) {}

    private final Map<Key, FileUpload> open = new ConcurrentHashMap<>();
    private final Map<Key, Resting> resting = new ConcurrentHashMap<>();
    private final Timers timers;
    private final Executor threads;

    OpenUploads(Timers timers, Executor threads) {
        this.timers = timers;
        this.threads = threads;
    }

    /** Take an upload over; what is given back has to let go of it first. */
    Optional<FileUpload> take(Key key, FileUpload newcomer) {
        return Optional.ofNullable(open.put(key, newcomer));
    }

    void release(Key key, FileUpload holder) {
        open.remove(key, holder);
    }

    /** Keep an upload as it is for the next part, for a while. */
    void rest(Key key, FileContents.Upload upload) {
        UUID rest = UUID.randomUUID();
        Timers.Timer end = timers.after(LONGEST_REST, () -> threads.execute(() -> endRest(key, rest)));
        resting.put(key, new Resting(rest, upload, end));
    }

    private void endRest(Key key, UUID rest) {
        open.compute(key, (same, at) -> {
            Resting rested = resting.get(key);
            // Whoever is at it by now wakes it.
            if (at == null && rested != null && rested.id().equals(rest) && resting.remove(key, rested)) {
                close(rested.upload());
            }
            return at;
        });
    }

    /** Have an upload that rests, unless somebody went on with it by another server meanwhile. */
    Optional<FileContents.Upload> wake(Key key) throws IOException {
        Optional<FileContents.Upload> rested = remove(key);
        if (rested.isPresent() && !isHeld(rested.get())) {
            rested.get().close();
            return Optional.empty();
        }
        return rested;
    }

    private static boolean isHeld(FileContents.Upload upload) throws IOException {
        try {
            return upload.isHeld();
        } catch (IOException | RuntimeException e) {
            // It rests no more, and nobody else would ever close it.
            close(upload);
            throw e;
        }
    }

    private Optional<FileContents.Upload> remove(Key key) {
        return Optional.ofNullable(resting.remove(key)).map(rested -> {
            rested.end().cancel();
            return rested.upload();
        });
    }

    void close() {
        resting.keySet().forEach(key -> remove(key).ifPresent(OpenUploads::close));
    }

    private static void close(FileContents.Upload upload) {
        try {
            upload.close();
        } catch (IOException e) {
            // What was written is there all the same, or whoever goes on is told how much of it is.
        }
    }
}
