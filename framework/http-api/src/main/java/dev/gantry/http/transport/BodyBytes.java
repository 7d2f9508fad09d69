package dev.gantry.http.transport;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** Reads a body into an array of its length, which is known as a rule; Jersey would copy it by way of larger ones. */
public final class BodyBytes implements MessageBodyReader<byte[]> {

    /** A body of another length than it says is let in by nobody, but what is longer is read as it comes. */
    private static final int LONGEST_AT_ONCE = 1 << 20;

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == byte[].class;
    }

    @Override
    public byte[] readFrom(
            Class<byte[]> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        int length = length(headers.getFirst(HttpHeaders.CONTENT_LENGTH));
        if (length < 0) {
            return body.readAllBytes();
        }
        byte[] bytes = new byte[length];
        int read = body.readNBytes(bytes, 0, length);
        return read == length ? bytes : java.util.Arrays.copyOf(bytes, read);
    }

    /** The length that a header states; -1 if it states none that may be believed. */
    private static int length(String header) {
        if (header == null) {
            return -1;
        }
        try {
            int length = Integer.parseInt(header.strip());
            return length <= LONGEST_AT_ONCE ? length : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
