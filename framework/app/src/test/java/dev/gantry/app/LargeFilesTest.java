package dev.gantry.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.job.RunFile;
import dev.gantry.job.RunHandle;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files are moved in bounded memory: the heap of the server is a fraction of what goes through it. */
@Timeout(240)
class LargeFilesTest {

    private static final long SIZE = 400L << 20;

    @TempDir
    private Path folder;

    @Test
    void aFileOfManyTimesTheHeapIsCopiedBothWays() throws Exception {
        try (ServerProcess server = ServerProcess.withHeap("64m", folder)) {
            RunHandle run = server.client().jobs().run("p", "j");

            run.putFile(new Pattern(SIZE), "large");

            RunFile file = run.getFile("large");
            assertThat(file.size()).isEqualTo(SIZE);
            // The stream checks the sum of what it yields against the one that the server took of what it was sent.
            try (InputStream in = file.open()) {
                assertThat(in.transferTo(java.io.OutputStream.nullOutputStream()))
                        .isEqualTo(SIZE);
            }
            try (InputStream in =
                    server.client().jobs().run("p", "j").getFile("large").open(SIZE - 3)) {
                assertThat(in.readAllBytes())
                        .isEqualTo(new byte[] {Pattern.at(SIZE - 3), Pattern.at(SIZE - 2), Pattern.at(SIZE - 1)});
            }
            assertThat(server.client().health().status()).isEqualTo("UP");
        }
    }

    @Test
    void aFileOfManyTimesTheHeapIsSentAndReadInOneRequestEach() throws Exception {
        try (ServerProcess server = ServerProcess.withHeap("64m", folder)) {
            java.net.http.HttpClient plain = java.net.http.HttpClient.newHttpClient();
            java.net.URI file = java.net.URI.create(server.uri() + "/projects/p/jobs/j/files/large");

            var put = plain.send(
                    java.net.http.HttpRequest.newBuilder(file)
                            .PUT(java.net.http.HttpRequest.BodyPublishers.ofInputStream(() -> new Pattern(SIZE)))
                            .build(),
                    java.net.http.HttpResponse.BodyHandlers.ofString());
            assertThat(put.statusCode()).as(put.body()).isEqualTo(201);
            var got = plain.send(
                    java.net.http.HttpRequest.newBuilder(file).build(),
                    java.net.http.HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = got.body()) {
                assertThat(in.transferTo(java.io.OutputStream.nullOutputStream()))
                        .isEqualTo(SIZE);
            }
        }
    }

    /** So many bytes, which are made as they are read. */
    private static final class Pattern extends InputStream {

        private final long size;
        private long done;

        private Pattern(long size) {
            this.size = size;
        }

        private static byte at(long offset) {
            return (byte) (offset * 31 + (offset >> 13));
        }

        @Override
        public int read() throws IOException {
            return done == size ? -1 : at(done++) & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (done == size) {
                return -1;
            }
            int some = (int) Math.min(length, size - done);
            for (int i = 0; i < some; i++) {
                into[offset + i] = at(done + i);
            }
            done += some;
            return some;
        }
    }
}
