package dev.gantry.engine.jobs;

import dev.gantry.job.JobApiException;
import dev.gantry.store.FileContents;
import dev.gantry.store.StoredFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.stream.Stream;

/** An upload that refuses to grow past a limit, and that does not keep a full disk full. */
final class BoundedUpload implements FileContents.Upload {

    private final FileContents.Upload upload;
    private final String name;
    private final long limit;
    private boolean over;

    BoundedUpload(FileContents.Upload upload, String name, long limit) {
        this.upload = upload;
        this.name = name;
        this.limit = limit;
    }

    @Override
    public long received() {
        return upload.received();
    }

    @Override
    public boolean isHeld() throws IOException {
        return upload.isHeld();
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        if (bytes.remaining() > limit - upload.received()) {
            abandon();
            throw new JobApiException(
                    413,
                    "the file %s is over the limit of %,d bytes; split it, or raise max-file-bytes"
                            .formatted(name, limit));
        }
        try {
            upload.write(bytes);
        } catch (IOException e) {
            throw refusal(e);
        }
    }

    @Override
    public StoredFile.Content finish() throws IOException {
        try {
            StoredFile.Content content = upload.finish();
            over = true;
            return content;
        } catch (IOException e) {
            throw refusal(e);
        }
    }

    /** What was written so far would keep the disk full, and nobody can finish it. */
    private IOException refusal(IOException e) throws IOException {
        if (!diskFull(e)) {
            return e;
        }
        abandon();
        throw new JobApiException(
                507, "the disk is full, so the file %s was not kept; make room and copy it again".formatted(name), e);
    }

    /** Java has no type for it, only the words of the operating systems. */
    private static boolean diskFull(IOException e) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return Stream.of("no space left", "not enough space", "disk full", "quota exceeded", "disk quota")
                .anyMatch(message::contains);
    }

    @Override
    public void abandon() throws IOException {
        if (!over) {
            over = true;
            upload.abandon();
        }
    }

    @Override
    public void close() throws IOException {
        if (!over) {
            over = true;
            upload.close();
        }
    }
}
