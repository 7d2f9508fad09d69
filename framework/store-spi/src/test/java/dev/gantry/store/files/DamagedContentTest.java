package dev.gantry.store.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.store.FileContents;
import dev.gantry.store.StoredFile.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A content whose file was changed behind the store's back. */
class DamagedContentTest {

    private static final UUID RUN = UUID.randomUUID();

    @TempDir
    private Path folder;

    private Content written(FileContents contents) throws IOException {
        try (FileContents.Upload upload = contents.upload(RUN, "u1")) {
            upload.write(ByteBuffer.wrap("hello, world".getBytes(UTF_8)));
            return upload.finish();
        }
    }

    private static byte[] read(FileContents contents, Content content, long from) throws IOException {
        try (InputStream in = Channels.newInputStream(contents.open(RUN, content, from))) {
            return in.readAllBytes();
        }
    }

    @Test
    void aDamagedContentIsNotReadToItsEnd() throws IOException {
        FileContents contents = new FolderContents(folder, InstantSource.system());
        Content content = written(contents);
        assertThat(read(contents, content, 0)).asString(UTF_8).isEqualTo("hello, world");

        Path file = folder.resolve(RUN.toString()).resolve(content.id());
        Files.writeString(file, "hello, worle");

        assertThatThrownBy(() -> read(contents, content, 0))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("damaged")
                .hasMessageContaining("put the file again");
    }
}
