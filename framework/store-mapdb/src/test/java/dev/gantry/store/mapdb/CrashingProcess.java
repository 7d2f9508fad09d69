package dev.gantry.store.mapdb;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process that works on a store, from four threads, until it is killed; it prints what was acknowledged. */
final class CrashingProcess {

    private CrashingProcess() {}

    public static void main(String[] args) throws InterruptedException {
        MapDbRunStore store = MapDbRunStore.open(SmallPartitionsTest.small(Path.of(args[0])));
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread thread = new Thread(() -> work(store));
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void work(MapDbRunStore store) {
        try {
            Acknowledged.work(store, Integer.MAX_VALUE, (uuid, result) -> {
                synchronized (System.out) {
                    System.out.println(uuid + " " + result);
                    System.out.flush();
                }
            });
        } catch (Exception e) {
            throw new IllegalStateException("work ended early", e);
        }
    }
}
