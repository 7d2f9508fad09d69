package dev.gantry.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * A kept-alive connection that asks and reads the answer, and does little else: what a client costs is measured with the
 * server. For one thread.
 */
final class HttpConnection implements Closeable {

    static final String JSON = "application/json";
    static final String LINES = "application/x-ndjson";

    private static final String LENGTH = "content-length:";

    private final Socket socket;
    private final InputStream in;
    private final String host;

    private HttpConnection(Socket socket, String host) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.host = host;
    }

    static HttpConnection to(URI server) throws IOException {
        Socket socket = new Socket(server.getHost(), server.getPort());
        socket.setTcpNoDelay(true);
        return new HttpConnection(socket, server.getAuthority());
    }

    /** A caller that posts again and again, and closes the connection in the end. */
    Callers.Call posts(String path, String type, Supplier<byte[]> bodies) {
        return calls(() -> post(path, type, bodies.get()));
    }

    /** A caller that gets again and again, and closes the connection in the end. */
    Callers.Call gets(Supplier<String> paths) {
        return calls(() -> get(paths.get()));
    }

    private Callers.Call calls(Callers.Call call) {
        return new Callers.Call() {
            @Override
            public void make() throws Exception {
                call.make();
            }

            @Override
            public void end() throws IOException {
                close();
            }
        };
    }

    void post(String path, String type, byte[] body) throws IOException {
        byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: " + host + "\r\nContent-Type: " + type
                        + "\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(ISO_8859_1);
        byte[] request = new byte[head.length + body.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        ask(request, 201);
    }

    private void get(String path) throws IOException {
        ask(("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n").getBytes(ISO_8859_1), 200);
    }

    private void ask(byte[] request, int expected) throws IOException {
        socket.getOutputStream().write(request);
        String status = line();
        int length = 0;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
                length = Integer.parseInt(header.substring(LENGTH.length()).strip());
            }
        }
        String body = new String(in.readNBytes(length), ISO_8859_1);
        if (!status.contains(" " + expected + " ")) {
            throw new IOException("expected %d, but the answer was %s: %s".formatted(expected, status, body));
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
