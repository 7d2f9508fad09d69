package dev.gantry.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** A server in this process, for a command that needs one and was not told of any. */
public interface EmbeddedServer extends AutoCloseable {

    /** Where it is reached. */
    URI uri();

    /** Stop it and delete what it kept. */
    @Override
    void close();

    /** Starts such servers. */
    interface Starter {

        /**
         * Start one.
         *
         * @param plugins the folder with its job jars
         * @throws IOException if it cannot be started
         */
        EmbeddedServer start(Path plugins) throws IOException;
    }
}
