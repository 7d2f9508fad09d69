package dev.gantry.store.postgres;

import dev.gantry.store.Belongings;
import dev.gantry.store.FileWrite;
import dev.gantry.store.StoredFile;
import dev.gantry.store.StoredFile.Content;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;

/** The names that runs give to contents. */
final class FileTable {

    private static final String HOLD_CONTENT =
            "SELECT id FROM content WHERE id = ? AND run = ? AND upload IS NULL AND gone_at IS NULL FOR UPDATE";

    private static final String NAME = """
            INSERT INTO file (run, name, content, size, sha256, writer, at) VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (run, name) DO UPDATE
            SET content = excluded.content, size = excluded.size, sha256 = excluded.sha256, writer = excluded.writer,
                at = excluded.at
            """;

    private static final String LET_GO = """
            UPDATE content SET gone_at = ?
            WHERE id = ? AND NOT EXISTS (SELECT FROM file WHERE file.content = content.id)
            """;

    private static final String LIST = "SELECT name, content, size, sha256, writer, at FROM file WHERE run = ?";

    /** See {@link dev.gantry.store.RunStore#putFile}. */
    StoredFile put(Transaction transaction, FileWrite write) throws SQLException {
        UUID content = id(write.file().content()).orElseThrow(() -> noContent(write));
        Attempts.expectWriting(transaction, write.by());
        if (transaction
                .sql(HOLD_CONTENT)
                .with(content)
                .with(write.run())
                .first(row -> true)
                .isEmpty()) {
            throw noContent(write);
        }
        Optional<UUID> replaced = transaction
                .sql("SELECT content FROM file WHERE run = ? AND name = ? FOR UPDATE")
                .with(write.run())
                .with(Texts.toDatabase(write.file().name()))
                .first(row -> row.getObject(1, UUID.class));
        name(transaction, write, content);
        if (replaced.isPresent()) {
            int unused = transaction
                    .sql(LET_GO)
                    .with(transaction.nowMicros())
                    .with(replaced.get())
                    .execute();
        }
        transaction.wrote();
        return write.file();
    }

    private static void name(Transaction transaction, FileWrite write, UUID content) throws SQLException {
        StoredFile file = write.file();
        int unused = transaction
                .sql(NAME)
                .with(write.run())
                .with(Texts.toDatabase(file.name()))
                .with(content)
                .with(file.content().size())
                .with(Texts.toDatabase(file.content().sha256()))
                .with(Texts.toDatabase(file.writer()))
                .with(Moments.toDatabase(file.at()))
                .execute();
    }

    private static NoSuchElementException noContent(FileWrite write) {
        return new NoSuchElementException("run %s has no content \"%s\"; upload it first"
                .formatted(write.run(), write.file().content().id()));
    }

    /** What names a content in the database, if it can be one of ours. */
    static Optional<UUID> id(Content content) {
        try {
            return Optional.of(UUID.fromString(content.id()))
                    .filter(id -> id.toString().equals(content.id()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** See {@link dev.gantry.store.RunReader#files}. */
    List<StoredFile> list(Connection connection, UUID run) throws SQLException {
        List<StoredFile> files = new Sql(connection, LIST).with(run).list(row -> file(row, 1));
        sort(files);
        return files;
    }

    /** Order files by their names as they are, not as they are written. */
    static void sort(List<StoredFile> files) {
        files.sort(Comparator.comparing(StoredFile::name));
    }

    /** A file, whose six columns begin with some column. */
    static StoredFile file(ResultSet row, int first) throws SQLException {
        Content content = new Content(
                row.getObject(first + 1, UUID.class).toString(),
                row.getLong(first + 2),
                Texts.fromDatabase(row.getString(first + 3)));
        return new StoredFile(
                Texts.fromDatabase(row.getString(first)),
                content,
                Texts.fromDatabase(row.getString(first + 4)),
                RunColumns.moment(row, first + 5));
    }

    /** Take over the files that another store has, of which the contents are here. */
    void receive(Transaction transaction, List<Belongings> belongings) throws SQLException {
        for (Belongings all : belongings) {
            for (StoredFile file : all.files()) {
                FileWrite write = new FileWrite(all.run(), file, Optional.empty());
                name(transaction, write, id(file.content()).orElseThrow(() -> noContent(write)));
            }
        }
    }
}
