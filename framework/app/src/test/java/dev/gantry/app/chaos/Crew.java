package dev.gantry.app.chaos;

import dev.gantry.app.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;

/** The servers of a cluster, each in a process and a seat of its own. */
final class Crew implements AutoCloseable {

    private final Postgres postgres;
    private final Path folder;
    private final Duration lease;
    private final List<ServerProcess> members = new CopyOnWriteArrayList<>();

    Crew(Postgres postgres, Path folder, Duration lease) {
        this.postgres = postgres;
        this.folder = folder;
        this.lease = lease;
    }

    /** Start servers in seats of their own, and wait until they are ready. */
    void seat(int servers) {
        List<CompletableFuture<ServerProcess>> starting = new ArrayList<>();
        for (int seat = 0; seat < servers; seat++) {
            int place = seat;
            String session = postgres.newSession();
            starting.add(CompletableFuture.supplyAsync(() -> start(place, session)));
        }
        starting.forEach(started -> members.add(started.join()));
    }

    private ServerProcess start(int seat, String session) {
        try {
            return ServerProcess.start(
                    Files.createDirectories(folder.resolve("seat-" + seat)),
                    "--store",
                    postgres.url(),
                    "--store-user",
                    session,
                    "--slots",
                    "4",
                    "--lease",
                    lease.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ServerProcess member(int seat) {
        return members.get(seat);
    }

    /** One of them, which may be dead or frozen. */
    ServerProcess any(RandomGenerator random) {
        return members.get(random.nextInt(members.size()));
    }

    /** Start another server in a seat whose server is gone, and wait until it is ready. */
    void replace(int seat) {
        members.set(seat, start(seat, postgres.newSession()));
    }

    @Override
    public void close() {
        members.forEach(ServerProcess::close);
    }
}
