package dev.gantry.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.UUID;

/**
 * Where the contents of files are, apart from the names that runs give them.
 *
 * <p>A content belongs to a run, whether or not that was submitted yet, and is written once. It can be seen only when a
 * {@link RunStore#putFile} has named it; one that nobody names within a day goes, and with its run all of them go. Calls
 * wait for the disk; all may be made from any thread, and are not disturbed by interrupts. If the store is a database that is
 * away, all of them fail with a {@link StoreUnavailableException}, but for reading what is open, which fails with an
 * {@link IOException}.
 */
public interface FileContents {

    /**
     * Begin to write a content, or go on with one that was begun and not finished, perhaps before a restart.
     *
     * @param upload names the upload among those of the run: 1 to 64 letters, digits, {@code _} or {@code -}, chosen by
     *     the one who writes
     * @throws IOException if the disk refuses
     * @throws UploadTakenException if the same upload is open elsewhere in this process; one that is open in another
     *     process of the store is taken away from it
     */
    Upload upload(UUID run, String upload) throws IOException;

    /**
     * How many bytes came of an upload that was begun and not finished; 0 if there is none. To ask disturbs nobody: while
     * somebody writes, it is a number that was or will be true.
     *
     * @throws IOException if the disk refuses
     */
    long received(UUID run, String upload) throws IOException;

    /**
     * Read a content from an offset on. What is open stays readable, though the file may be replaced or dropped meanwhile.
     * Of a content that is read from its beginning the end is given only if all of it is as it was written; else the read
     * that would reach it fails.
     *
     * @throws java.io.FileNotFoundException if there is no such content
     */
    ReadableByteChannel open(UUID run, StoredFile.Content content, long from) throws IOException;

    /**
     * A content in the making. For one thread at a time. Closing keeps what was written, for whoever goes on.
     *
     * <p>Once another process has gone on with it, all that would change it is refused by an {@link UploadTakenException}.
     */
    interface Upload extends Closeable {

        /** How many bytes it has so far. */
        long received();

        /** Whether it is still the one that writes: not closed, and nobody elsewhere has gone on with it. */
        boolean isHeld() throws IOException;

        /** Add bytes, all of them. If the disk is full or fails, what was added by this call does not count. */
        void write(ByteBuffer bytes) throws IOException;

        /** Make the content durable; it is complete. The upload is closed. */
        StoredFile.Content finish() throws IOException;

        /** Forget what was written. The upload is closed. */
        void abandon() throws IOException;
    }
}
