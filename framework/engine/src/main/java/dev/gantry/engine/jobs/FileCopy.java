package dev.gantry.engine.jobs;

import dev.gantry.store.FileContents;
import dev.gantry.store.RunAddress;
import dev.gantry.store.StoreUnavailableException;
import dev.gantry.store.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;

/** Copies a stream to a run of this server, a buffer at a time. */
final class FileCopy {

    private static final int BUFFER = 1 << 16;

    private final CallerDesk desk;
    private final RunAddress address;

    FileCopy(CallerDesk desk, RunAddress address) {
        this.desk = desk;
        this.address = address;
    }

    void copy(InputStream from, String name) {
        ProjectRuns runs = desk.exchange().runs();
        try (FileContents.Upload upload =
                runs.upload(address, name, UUID.randomUUID().toString())) {
            StoredFile.Content content = fill(upload, from);
            desk.await(runs.putFile(
                    address,
                    name,
                    content,
                    desk.address().toString(),
                    Optional.of(desk.caller().lease())));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy %s to run %s".formatted(name, address), e);
        } catch (StoreUnavailableException e) {
            throw Refusals.toldToJob(e);
        }
    }

    private StoredFile.Content fill(FileContents.Upload upload, InputStream from) throws IOException {
        try {
            byte[] buffer = new byte[BUFFER];
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                desk.checkOpen();
                desk.caller().checkStopped();
                upload.write(ByteBuffer.wrap(buffer, 0, read));
            }
            return upload.finish();
        } catch (IOException | RuntimeException | Error e) {
            // Nobody will go on with it: the stream is used up.
            upload.abandon();
            throw e;
        }
    }
}
