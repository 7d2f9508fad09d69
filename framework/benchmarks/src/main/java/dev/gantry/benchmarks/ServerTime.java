package dev.gantry.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The processor time of the database server that this process was told of: its own, its children's and of those that ended. */
final class ServerTime {

    private static final long NANOS_OF_TICK = 10_000_000;
    /** In /proc/PID/stat, after the name in parentheses: parent, user and system time, and those of children that ended. */
    private static final int PARENT = 1;

    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int CHILDREN_USER = 13;
    private static final int CHILDREN_SYSTEM = 14;

    private ServerTime() {}

    /** In nanoseconds; 0 if there is no such server. */
    static long nanos() {
        String server = System.getProperty(PostgresServer.PROCESS);
        if (server == null) {
            return 0;
        }
        long ticks = 0;
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            for (Path process : all.filter(path -> path.getFileName().toString().matches("[0-9]+"))
                    .toList()) {
                List<String> stat = stat(process);
                if (process.getFileName().toString().equals(server)) {
                    ticks += ticks(stat, USER, SYSTEM, CHILDREN_USER, CHILDREN_SYSTEM);
                } else if (stat.size() > SYSTEM && stat.get(PARENT).equals(server)) {
                    ticks += ticks(stat, USER, SYSTEM);
                }
            }
        } catch (IOException e) {
            return 0;
        }
        return ticks * NANOS_OF_TICK;
    }

    private static List<String> stat(Path process) {
        try {
            String stat = Files.readString(process.resolve("stat"));
            return List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
        } catch (IOException e) {
            // It has ended meanwhile.
            return List.of();
        }
    }

    private static long ticks(List<String> stat, int... columns) {
        long ticks = 0;
        for (int column : columns) {
            ticks += stat.size() > column ? Long.parseLong(stat.get(column)) : 0;
        }
        return ticks;
    }
}
