package dev.gantry.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;

/** A client that says just what it is told to, well-formed or not. */
final class RawConnection implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;
    private final InputStream in;

    RawConnection(TestServer server) {
        try {
            socket = new Socket(server.uri("").getHost(), server.uri("").getPort());
            socket.setSoTimeout(PATIENCE_MILLIS);
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RawConnection send(String text) {
        return send(text.getBytes(ISO_8859_1));
    }

    /** Send the head of a request, whole. */
    RawConnection sendHead(String... lines) {
        return send(String.join("\r\n", lines) + "\r\n\r\n");
    }

    RawConnection send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Read until this was said, or the end. */
    String readUntil(String end) {
        StringBuilder read = new StringBuilder();
        try {
            int next = in.read();
            while (next >= 0) {
                read.append((char) next);
                if (next == end.charAt(end.length() - 1)
                        && read.length() >= end.length()
                        && read.substring(read.length() - end.length()).equals(end)) {
                    break;
                }
                next = in.read();
            }
            return read.toString();
        } catch (IOException e) {
            throw new UncheckedIOException("after " + read.length() + " characters", e);
        }
    }

    /** Read the head of an answer; empty if the server closed the connection without one. */
    String readHead() {
        return readUntil("\r\n\r\n");
    }

    /** Read as much as there is, up to so many bytes; how many there were. */
    int drain(int most) {
        try {
            return in.readNBytes(most).length;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
