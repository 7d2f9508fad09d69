package dev.gantry.app.jobapi;

import dev.gantry.app.Gantry;
import dev.gantry.app.TestPlugin;
import dev.gantry.app.config.Configuration;
import dev.gantry.app.config.Setting;
import dev.gantry.client.GantryClient;
import dev.gantry.client.SubmitOptions;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A server of this process with the jobs of these tests, and a token that it shares with the others. */
final class TestServer implements AutoCloseable {

    static final String TOKEN = "the token of these tests";
    static final int MAX_FILE_BYTES = 80 << 20;

    private final Gantry gantry;

    private TestServer(Gantry gantry) {
        this.gantry = gantry;
    }

    static TestServer start(Path folder) throws Exception {
        return start(folder, TestPlugin.folder(Files.createDirectories(folder)));
    }

    static TestServer start(Path folder, Path plugins) throws Exception {
        return start(folder, plugins, "");
    }

    /**
     * Start one that knows others.
     *
     * @param peers the addresses of the servers that share the token, with commas between
     */
    static TestServer start(Path folder, Path plugins, String peers) throws Exception {
        Map<Setting, String> options = new EnumMap<>(Setting.class);
        options.put(Setting.PORT, "0");
        options.put(Setting.PLUGINS, plugins.toString());
        options.put(Setting.DATA, folder.resolve("data").toString());
        options.put(Setting.API_TOKEN, TOKEN);
        options.put(Setting.PEERS, peers);
        options.put(Setting.MAX_FILE_BYTES, String.valueOf(MAX_FILE_BYTES));
        return new TestServer(Gantry.start(Configuration.load(options, Map.of(), Optional.empty())));
    }

    URI uri() {
        return gantry.uri();
    }

    GantryClient client() {
        return new GantryClient(uri(), TOKEN);
    }

    /** Execute something inside a run of this server, and wait for it. What it throws is thrown here. */
    void inside(Scripts.Script script) throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Map<String, Object> params = Scripts.params(run -> {
            try {
                script.run(run);
                done.complete(null);
            } catch (Throwable failure) {
                done.completeExceptionally(failure);
            }
        });
        client().submit(Scripts.JOB, params, SubmitOptions.NONE);
        try {
            done.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception thrown) {
                throw thrown;
            }
            throw new AssertionError(e.getCause().getMessage(), e.getCause());
        }
    }

    @Override
    public void close() {
        gantry.close();
    }
}
