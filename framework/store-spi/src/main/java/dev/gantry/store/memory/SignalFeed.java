package dev.gantry.store.memory;

import dev.gantry.store.RunStore;
import dev.gantry.store.Signal;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Tells listeners of signals, on the thread that gives them. Thread-safe. */
public final class SignalFeed {

    private static final Logger LOGGER = System.getLogger(SignalFeed.class.getName());

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    private final class Listener implements RunStore.Subscription {

        private final Consumer<Signal> consumer;

        private Listener(Consumer<Signal> consumer) {
            this.consumer = consumer;
        }

        private void tell(Signal signal) {
            try {
                consumer.accept(signal);
            } catch (RuntimeException | Error e) {
                LOGGER.log(
                        Level.WARNING,
                        "a listener failed when it was told of %s; the others go on".formatted(signal),
                        e);
            }
        }

        @Override
        public void close() {
            listeners.remove(this);
        }
    }

    /** See {@link RunStore#onSignal}. */
    public RunStore.Subscription add(Consumer<Signal> consumer) {
        Listener listener = new Listener(consumer);
        listeners.add(listener);
        return listener;
    }

    /** Tell of a signal. */
    public void publish(Signal signal) {
        listeners.forEach(listener -> listener.tell(signal));
    }
}
