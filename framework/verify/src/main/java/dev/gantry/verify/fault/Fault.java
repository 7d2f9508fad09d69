package dev.gantry.verify.fault;

import dev.gantry.store.mapdb.drill.Drill;
import dev.gantry.verify.server.StartFailure;
import java.io.IOException;
import java.time.Duration;

/** Something that befalls a server. */
public interface Fault {

    /** Longer than any round. */
    Duration LONG_LEASE = Duration.ofSeconds(30);

    /** How long leases last meanwhile. */
    default Duration lease() {
        return LONG_LEASE;
    }

    /** The drill for a server that this will befall. */
    default Drill drill(Drill quiet, Scene scene) {
        return quiet;
    }

    /** Befall a server that is ready; it may be dead or alive afterwards. */
    void befall(Life life) throws IOException, StartFailure;

    /** Befall the files of a server that was stopped when all was over. */
    default void befallFiles(Scene scene) throws IOException, StartFailure {}
}
