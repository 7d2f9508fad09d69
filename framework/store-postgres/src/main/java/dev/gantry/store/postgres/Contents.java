package dev.gantry.store.postgres;

import dev.gantry.store.FileContents;
import dev.gantry.store.StoredFile.Content;
import dev.gantry.store.UploadTakenException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The contents of files, in chunks. Thread-safe. */
final class Contents implements FileContents {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /** Who goes on with an upload elsewhere takes it away from whoever had it before. */
    private static final String BEGIN = """
            INSERT INTO content (id, run, upload, writer, touched_at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (run, upload) WHERE upload IS NOT NULL DO UPDATE
            SET writer = excluded.writer, touched_at = excluded.touched_at
            RETURNING id, received
            """;

    private static final String RECEIVED = "SELECT received FROM content WHERE run = ? AND upload = ?";

    private static final String FIND =
            "SELECT received FROM content WHERE id = ? AND run = ? AND upload IS NULL AND gone_at IS NULL";

    private final Database database;
    private final Set<String> open = ConcurrentHashMap.newKeySet();

    Contents(Database database) {
        this.database = database;
    }

    private static void checkName(String upload) {
        if (!NAME.matcher(upload).matches()) {
            throw new IllegalArgumentException(
                    "the upload is called \"%s\"; expected 1 to 64 letters, digits, '_' or '-'".formatted(upload));
        }
    }

    /**
     * What is known of an upload that was begun.
     *
     * @param id of the content
     * @param writer who writes it, as long as nobody else goes on
     */
    record Begun(UUID run, String upload, UUID id, UUID writer, long received) {

        UploadTakenException taken() {
            return UploadTakenException.wentOn(run, upload);
        }
    }

    @Override
    public long received(UUID run, String upload) {
        checkName(upload);
        return ask(connection ->
                        new Sql(connection, RECEIVED).with(run).with(upload).first(row -> row.getLong(1)))
                .orElse(0L);
    }

    @Override
    public Upload upload(UUID run, String upload) throws IOException {
        checkName(upload);
        String key = run + "/" + upload;
        if (!open.add(key)) {
            throw UploadTakenException.isOpen(run, upload);
        }
        try {
            return ChunkedUpload.goOn(this, begin(run, upload), () -> open.remove(key));
        } catch (IOException | RuntimeException e) {
            open.remove(key);
            throw e;
        }
    }

    private Begun begin(UUID run, String upload) {
        UUID writer = UUID.randomUUID();
        return ask(connection -> new Sql(connection, BEGIN)
                .with(UUID.randomUUID())
                .with(run)
                .with(upload)
                .with(writer)
                .with(Moments.toDatabase(database.now(connection)))
                .first(row -> new Begun(run, upload, row.getObject(1, UUID.class), writer, row.getLong(2)))
                .orElseThrow());
    }

    @Override
    public ReadableByteChannel open(UUID run, Content content, long from) throws IOException {
        Optional<UUID> id = FileTable.id(content);
        Optional<Long> size = id.isEmpty()
                ? Optional.empty()
                : ask(connection ->
                        new Sql(connection, FIND).with(id.get()).with(run).first(row -> row.getLong(1)));
        if (size.isEmpty()) {
            throw new FileNotFoundException("run %s has no content \"%s\"".formatted(run, content.id()));
        }
        return new ChunkChannel(this, id.get(), new ChunkChannel.Extent(from, size.get()), content.sha256());
    }

    /** See {@link Database#query}. */
    <T> T ask(Database.Query<T> query) {
        return database.query(query);
    }

    /** See {@link Database#transact}. */
    <T> T transact(Database.Query<T> work) {
        return database.transact(work);
    }

    /** The present. */
    Database.Query<Long> now() {
        return connection -> Moments.toDatabase(database.now(connection));
    }
}
