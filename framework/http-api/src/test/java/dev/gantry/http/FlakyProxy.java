package dev.gantry.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Passes bytes on in both directions until it is told to break its connections; new ones may be made at once. */
final class FlakyProxy implements AutoCloseable {

    private final ServerSocket listener;
    private final int target;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    FlakyProxy(int target) {
        this.target = target;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:%d%s".formatted(listener.getLocalPort(), path));
    }

    private void accept() throws IOException {
        while (true) {
            Socket from = listener.accept();
            Socket to = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.addAll(List.of(from, to));
            start(() -> from.getInputStream().transferTo(to.getOutputStream()));
            start(() -> to.getInputStream().transferTo(from.getOutputStream()));
        }
    }

    private static void start(Passage passage) {
        Thread thread = new Thread(() -> {
            try {
                passage.go();
            } catch (IOException closed) {
                // Which is what this is for.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    void breakAll() {
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        breakAll();
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Passage {

        void go() throws IOException;
    }
}
