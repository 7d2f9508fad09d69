package dev.gantry.client.jobs;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;

/** A content that is read part by part, so that no more than one of them is in memory. */
interface Source {

    /** How large a part is: a part is what is sent again when a link breaks, and large enough to be worth a call. */
    int PART_BYTES = 4 * 1024 * 1024;

    /**
     * Read the part that begins at an offset: where the one before ended, or inside of that, or further back if the source
     * can.
     *
     * @throws IOException if it cannot be read, or not again
     */
    Part part(long offset) throws IOException;

    /**
     * A part of a content.
     *
     * @param bytes what it is: the array behind it between position and limit
     * @param last whether the content ends with it
     */
    record Part(ByteBuffer bytes, boolean last) {

        int length() {
            return bytes.remaining();
        }

        HttpRequest.BodyPublisher publisher() {
            return HttpRequest.BodyPublishers.ofByteArray(
                    bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
        }
    }
}
