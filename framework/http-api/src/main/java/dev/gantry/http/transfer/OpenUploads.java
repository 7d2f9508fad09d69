package dev.gantry.http.transfer;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The uploads that bodies are being written to. Who goes on with one pushes aside whoever is at it: most likely itself, over
 * a connection that broke without this server having noticed. Thread-safe.
 */
final class OpenUploads {

    /** An upload of a run. */
    record Key(UUID run, String upload) {}

    private final Map<Key, FileUpload> open = new ConcurrentHashMap<>();

    /** Take an upload over; what is given back has to let go of it first. */
    Optional<FileUpload> take(Key key, FileUpload newcomer) {
        return Optional.ofNullable(open.put(key, newcomer));
    }

    Optional<FileUpload> find(Key key) {
        return Optional.ofNullable(open.get(key));
    }

    void release(Key key, FileUpload holder) {
        open.remove(key, holder);
    }
}
