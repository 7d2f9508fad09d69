package dev.gantry.console.jobs;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * Where jobs wait until a test lets them go on. The jobs are in a class loader of their own, as all plugins are: the gates
 * are types of the JDK, handed over by the properties of the JVM.
 */
public final class Gates {

    private static final String PROPERTY = "console.gates";

    private Gates() {}

    /** Let whoever waits or will wait at a gate go on. */
    public static void open(String gate) {
        latch(gate).countDown();
    }

    /** Wait at a gate; an empty name is no gate. */
    public static void pass(String gate) {
        if (gate.isEmpty()) {
            return;
        }
        try {
            latch(gate).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("unchecked")
    private static CountDownLatch latch(String gate) {
        Map<String, CountDownLatch> gates = (Map<String, CountDownLatch>)
                System.getProperties().computeIfAbsent(PROPERTY, name -> new ConcurrentHashMap<>());
        return gates.computeIfAbsent(gate, name -> new CountDownLatch(1));
    }
}
