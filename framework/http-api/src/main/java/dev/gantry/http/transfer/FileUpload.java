package dev.gantry.http.transfer;

import dev.gantry.client.wire.UploadState;
import dev.gantry.engine.jobs.ProjectRuns;
import dev.gantry.http.problem.ProblemException;
import dev.gantry.http.view.FileView;
import dev.gantry.store.FileContents;
import dev.gantry.store.RunAddress;
import dev.gantry.store.StoredFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/**
 * A body that becomes a file, or a part of one. It can be seen when the last part is durable. What came of an upload that the
 * client gave a name is kept, so that it can go on; of one without, it is forgotten.
 */
final class FileUpload implements IncomingBody.Target {

    /** Where the file goes. */
    record Destination(RunAddress address, String name) {}

    private final Exchange exchange;
    private final ProjectRuns runs;
    private final OpenUploads uploads;
    private final Destination to;
    private final PartRange range;
    private final boolean named;
    private final OpenUploads.Key key;
    private final CompletableFuture<Void> letGo = new CompletableFuture<>();

    private FileContents.Upload upload;
    private boolean replaces;
    private long received;
    private volatile boolean pushedAside;

    FileUpload(Exchange exchange, ProjectRuns runs, OpenUploads uploads, Destination to) {
        this.exchange = exchange;
        this.runs = runs;
        this.uploads = uploads;
        this.to = to;
        Optional<String> id = exchange.upload();
        this.named = id.isPresent();
        this.key = new OpenUploads.Key(
                runs.uuid(to.address()), id.orElseGet(() -> UUID.randomUUID().toString()));
        this.range = exchange.header("Content-Range").map(PartRange::parse).orElse(PartRange.WHOLE);
        if (!named && exchange.header("Content-Range").isPresent()) {
            throw ProblemException.badRequest(
                    "Content-Range tells of a part; name the upload that it belongs to with upload=ID");
        }
        checkLength();
    }

    private void checkLength() {
        long length = exchange.contentLength();
        long most = range.from() + Math.max(length, range.length().orElse(0));
        if (most > runs.maxFileBytes() || most < 0) {
            throw ProblemException.tooLarge("the file", runs.maxFileBytes());
        }
        if (length >= 0 && range.length().orElse(length) != length) {
            throw wrongLength(length);
        }
    }

    private ProblemException wrongLength(long length) {
        return ProblemException.badRequest("the body has %,d bytes; Content-Range says %,d"
                .formatted(length, range.length().orElse(length)));
    }

    /** Begin; waits for the disk. */
    void begin() {
        Optional<FileUpload> before = uploads.take(key, this);
        if (before.isPresent()) {
            before.get().pushAside();
            var unused = before.get().letGo.thenRunAsync(this::open, exchange.threads());
        } else {
            open();
        }
    }

    private void open() {
        try {
            Optional<FileContents.Upload> rested = uploads.wake(key);
            upload = rested.isPresent() ? rested.get() : runs.upload(to.address(), to.name(), key.upload());
            received = upload.received();
            if (received != range.from()) {
                throw ProblemException.elsewhere(key.upload(), range.from(), received);
            }
            replaces = runs.files(to.address()).stream()
                    .anyMatch(file -> file.name().equals(to.name()));
            exchange.receive(this);
        } catch (IOException | RuntimeException e) {
            broken(e);
        }
    }

    private void pushAside() {
        pushedAside = true;
        exchange.cut();
    }

    @Override
    public void write(ByteBuffer piece) throws IOException {
        long after = received + piece.remaining();
        if (pushedAside) {
            throw new CancellationException("somebody else goes on with the upload");
        }
        if (range.length().isPresent() && after - range.from() > range.length().getAsLong()) {
            throw wrongLength(after - range.from());
        }
        if (after > runs.maxFileBytes()) {
            throw ProblemException.tooLarge("the file", runs.maxFileBytes());
        }
        upload.write(piece);
        received = after;
    }

    @Override
    public void end() throws IOException {
        if (range.length().isPresent()
                && received - range.from() != range.length().getAsLong()) {
            throw wrongLength(received - range.from());
        }
        if (!range.last()) {
            uploads.rest(key, upload);
            release();
            exchange.answer(202, Map.of(), new UploadState(key.upload(), received));
            return;
        }
        StoredFile.Content content = upload.finish();
        release();
        var unused = runs.putFile(to.address(), to.name(), content, exchange.caller(), Optional.empty())
                .whenCompleteAsync(this::answer, exchange.threads());
    }

    private void answer(StoredFile file, Throwable failure) {
        if (failure != null) {
            exchange.refuse(failure);
        } else {
            exchange.answer(replaces ? 200 : 201, Map.of("ETag", FileDownload.tag(file)), FileView.entry(file));
        }
    }

    @Override
    public void broken(Throwable why) {
        try {
            if (upload != null && named && (why instanceof ProblemException || exchange.isGone())) {
                uploads.rest(key, upload);
            } else if (upload != null && named) {
                upload.close();
            } else if (upload != null) {
                upload.abandon();
            }
        } catch (IOException | RuntimeException e) {
            why.addSuppressed(e);
        }
        release();
        if (pushedAside || exchange.isGone()) {
            exchange.cut();
        } else {
            exchange.refuse(why);
        }
    }

    private void release() {
        uploads.release(key, this);
        letGo.complete(null);
    }
}
