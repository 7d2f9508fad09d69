package dev.gantry.console;

import dev.gantry.app.Gantry;
import dev.gantry.app.config.Configuration;
import dev.gantry.app.config.Setting;
import dev.gantry.client.GantryClient;
import dev.gantry.client.SubmitOptions;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A server of this process with the jobs of these tests. It can be stopped and started again where it was. */
final class TestServer implements AutoCloseable {

    private final Map<Setting, String> options = new EnumMap<>(Setting.class);
    private Gantry gantry;

    TestServer(Path folder, Map<Setting, String> more) throws Exception {
        options.put(Setting.PORT, "0");
        options.put(Setting.PLUGINS, TestJobs.folder(folder).toString());
        options.put(Setting.DATA, folder.resolve("data").toString());
        options.put(Setting.SLOTS, "8");
        options.putAll(more);
        start();
        options.put(Setting.PORT, String.valueOf(gantry.uri().getPort()));
    }

    private void start() throws Exception {
        gantry = Gantry.start(Configuration.load(options, Map.of(), Optional.empty()));
    }

    void stop() {
        gantry.close();
    }

    void startAgain() throws Exception {
        start();
    }

    GantryClient client() {
        String token = options.get(Setting.API_TOKEN);
        return token == null ? new GantryClient(gantry.uri()) : new GantryClient(gantry.uri(), token);
    }

    /** The address of a page of the console. */
    String page(String route) {
        return gantry.uri() + "/console/#/" + route;
    }

    UUID submit(String leaf, Map<String, ?> params) {
        return client().submit(leaf, params, SubmitOptions.NONE);
    }

    /** Run a job to its end. */
    UUID done(String leaf, Map<String, ?> params) {
        return client().submit(leaf, params, SubmitOptions.NONE, java.time.Duration.ofMinutes(1))
                .uuid();
    }

    @Override
    public void close() {
        gantry.close();
    }
}
