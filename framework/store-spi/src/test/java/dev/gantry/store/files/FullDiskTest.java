package dev.gantry.store.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.store.FileContents;
import dev.gantry.store.StoredFile.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An upload on a disk that fills in the middle of it. */
final class FullDiskTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T08:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final UUID run = UUID.randomUUID();
    private boolean full;

    /** A file of which half of what is written gets through while the disk is full. */
    private final class Filling extends RandomAccessFile {

        private Filling(Path file) throws IOException {
            super(file.toFile(), "rw");
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (full) {
                super.write(bytes, offset, length / 2);
                throw new IOException("No space left on device");
            }
            super.write(bytes, offset, length);
        }
    }

    private FolderContents contents() {
        return new FolderContents(folder, CLOCK, Filling::new);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    @Test
    void whatAFailedWriteLeftBehindDoesNotCount() throws IOException {
        FileContents contents = contents();
        try (FileContents.Upload upload = contents.upload(run, "u")) {
            upload.write(bytes("Hel"));
            full = true;
            ByteBuffer refused = bytes("XXXXXXXX");
            assertThatThrownBy(() -> upload.write(refused)).hasMessage("No space left on device");
            assertThat(upload.received()).isEqualTo(3);
            assertThat(refused.remaining()).isEqualTo(8);
            full = false;
            upload.write(bytes("lo"));

            Content content = upload.finish();

            assertThat(content.sha256()).isEqualTo("185f8db32271fe25f561a6fc938b2e264306ec304eda518007d1764826381969");
            try (InputStream in = Channels.newInputStream(contents.open(run, content, 0))) {
                assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo("Hello");
            }
        }
    }

    @Test
    void anUploadThatWasGivenUpOnAFullDiskGoesOnFromWhatCounted() throws IOException {
        try (FileContents.Upload upload = contents().upload(run, "u")) {
            upload.write(bytes("Hel"));
            full = true;
            assertThatThrownBy(() -> upload.write(bytes("XXXXXXXX"))).isInstanceOf(IOException.class);
        }
        full = false;

        try (FileContents.Upload upload = contents().upload(run, "u")) {
            assertThat(upload.received()).isEqualTo(3);
        }
    }

    @Test
    void nothingIsTouchedOutsideOfTheFolderOfTheRun() throws IOException {
        FileContents contents = contents();
        for (String name : new String[] {"..", "../u", "a/b", "", "x".repeat(65), "u\0"}) {
            assertThatThrownBy(() -> contents.upload(run, name)).isInstanceOf(IllegalArgumentException.class);
        }
        try (FileContents.Upload upload = contents.upload(run, "u")) {
            Content content = upload.finish();
            try (var files = Files.list(folder.resolve(run.toString()))) {
                assertThat(files).containsExactly(folder.resolve(run.toString()).resolve(content.id()));
            }
        }
        try (var folders = Files.list(folder)) {
            assertThat(folders).hasSize(1);
        }
    }
}
