package dev.gantry.store.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.store.FileContents.Upload;
import dev.gantry.store.StoredFile.Content;
import dev.gantry.store.UploadTakenException;
import dev.gantry.store.tck.Crowd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Stores of several processes on one database, that write one upload. */
@Timeout(300)
class UploadsOfSeveralTest {

    private final List<PostgresRunStore> stores = new ArrayList<>();
    private final UUID run = UUID.randomUUID();

    @BeforeEach
    void openStores() {
        PostgresConfig config = TestServer.shared().freshSchema();
        for (int i = 0; i < 3; i++) {
            stores.add(PostgresRunStore.open(config));
        }
    }

    @AfterEach
    void closeStores() {
        stores.forEach(PostgresRunStore::close);
    }

    private Upload upload(int store) throws IOException {
        return stores.get(store).contents().upload(run, "u");
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    @Test
    void whoGoesOnHasItAndWhoHadItIsRefusedAndHarmsNothing() throws IOException {
        try (Upload former = upload(0);
                Upload idle = upload(0, "idle")) {
            former.write(bytes("Hel"));
            assertThat(former.isHeld()).isTrue();
            try (Upload present = upload(1)) {
                assertThat(present.received()).isEqualTo(3);

                assertThat(former.isHeld()).isFalse();
                assertThat(idle.isHeld()).isTrue();
                assertThatThrownBy(() -> former.write(bytes("x"))).isInstanceOf(UploadTakenException.class);
                assertThatThrownBy(former::finish).isInstanceOf(UploadTakenException.class);
                assertThatThrownBy(former::abandon).isInstanceOf(UploadTakenException.class);
                present.write(bytes("lo"));
                Content content = present.finish();

                assertThat(content.sha256()).startsWith("185f8db3");
                assertThat(present.isHeld()).isFalse();
                assertThat(read(2, content)).isEqualTo("Hello");
            }
        }
    }

    private Upload upload(int store, String name) throws IOException {
        return stores.get(store).contents().upload(run, name);
    }

    private String read(int store, Content content) throws IOException {
        try (var channel = stores.get(store).contents().open(run, content, 0)) {
            return new String(Channels.newInputStream(channel).readAllBytes(), UTF_8);
        }
    }

    @Test
    void whateverTheOrderOneUploadIsOneContentOrARefusal() {
        Queue<Content> contents = new ConcurrentLinkedQueue<>();
        Queue<UploadTakenException> refusals = new ConcurrentLinkedQueue<>();

        Crowd.act(
                3,
                index -> IntStream.range(0, 60).forEach(round -> {
                    try {
                        write(index, round, contents);
                    } catch (UploadTakenException e) {
                        refusals.add(e);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }));

        assertThat(contents.size() + refusals.size()).isGreaterThanOrEqualTo(120);
        assertThat(contents)
                .doesNotHaveDuplicates()
                .allSatisfy(content -> assertThat(read(0, content)).hasSize((int) content.size()));
    }

    private void write(int store, int round, Queue<Content> contents) throws IOException {
        try (Upload upload = upload(store)) {
            upload.write(bytes("x".repeat(round + 1)));
            if (round % 3 == 0) {
                upload.abandon();
            } else {
                contents.add(upload.finish());
            }
        }
    }
}
