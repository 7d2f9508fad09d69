import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Makes the archive of classes that {@code gantry} starts with: a server is started as {@code gantry} starts it, asked a
 * little of everything, and stopped; what its JVM loaded and linked by then is the archive.
 *
 * <p>A build goes well without one: then this says in a line why there is none, and exits with 0 all the same. It is run
 * from its source, so that nothing of it ships.
 */
final class MakeArchive {

    private static final String READY = "Gantry is ready on ";
    private static final int FIRST_WITH_AOT_CACHE = 25;
    private static final int FIRST_THAT_WARNS_OF_MEMORY = 24;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path lib;
    private final Path folder;
    private final Path scratch;
    private final HttpClient http = HttpClient.newHttpClient();

    private MakeArchive(Path lib, Path folder, Path scratch) {
        this.lib = lib;
        this.folder = folder;
        this.scratch = scratch;
    }

    /** Arguments: the folder of the server's jars, the plugin to rehearse with (may be missing), where the archive goes. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[2]);
        delete(folder);
        Files.createDirectories(folder);
        Path scratch = Files.createTempDirectory("gantry-archive");
        try {
            Path plugins = Files.createDirectories(scratch.resolve("plugins"));
            Path plugin = Path.of(arguments[1]);
            if (Files.exists(plugin)) {
                Files.copy(plugin, plugins.resolve("examples.jar"));
            }
            // The archive fits only a class path that is spelled as the one it was made with, and gantry resolves links.
            new MakeArchive(Path.of(arguments[0]).toRealPath(), folder, scratch).make();
        } catch (IOException | InterruptedException | ExecutionException | RuntimeException e) {
            System.err.printf(
                    "no archive of classes was made, so gantry starts more slowly: %s; the server's output is in %s%n",
                    e instanceof ExecutionException ? e.getCause() : e, log(folder));
        } finally {
            delete(scratch);
        }
    }

    private void make() throws IOException, InterruptedException, ExecutionException {
        Path made = scratch.resolve("archive");
        Process server = new ProcessBuilder(command(made)).redirectErrorStream(true).start();
        // Whatever is waited for below ends with the server.
        CompletableFuture.delayedExecutor(PATIENCE.toSeconds(), TimeUnit.SECONDS).execute(server::destroyForcibly);
        try {
            CompletableFuture<URI> ready = new CompletableFuture<>();
            Thread reader = new Thread(() -> read(server, ready), "output");
            reader.setDaemon(true);
            reader.start();
            rehearse(ready.get());
            // Not by the process itself: that would close its output, too, while there is more to say.
            server.toHandle().destroy();
            server.waitFor();
            reader.join();
        } finally {
            server.destroyForcibly();
        }
        if (Files.notExists(made)) {
            throw new IOException("the JVM did not write it within " + PATIENCE.toSeconds() + " s");
        }
        keep(made);
    }

    /** A JVM crashes on an archive of which a power cut left only a part. */
    private void keep(Path made) throws IOException {
        Path unfinished = Files.copy(made, folder.resolve("unfinished"));
        unfinished.toFile().setWritable(true);
        try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(unfinished, folder.resolve(Runtime.version() + ".archive"));
    }

    /** The JVM checks most options against those that an archive was made with: they are those of {@code gantry}. */
    private List<String> command(Path archive) {
        int java = Runtime.version().feature();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (java >= FIRST_THAT_WARNS_OF_MEMORY) {
            command.add("--enable-native-access=ALL-UNNAMED");
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.add((java >= FIRST_WITH_AOT_CACHE ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + archive);
        command.addAll(List.of("-cp", lib + "/*", "dev.gantry.app.Main", "serve", "--port", "0"));
        command.addAll(List.of("--plugins", scratch.resolve("plugins").toString()));
        command.addAll(List.of("--data", scratch.resolve("data").toString()));
        return command;
    }

    private void read(Process server, CompletableFuture<URI> ready) {
        try (BufferedReader output = server.inputReader(UTF_8);
                Writer log = Files.newBufferedWriter(log(folder))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                log.write(line + "\n");
                if (line.startsWith(READY)) {
                    ready.complete(URI.create(line.substring(READY.length()).strip()));
                }
            }
            ready.completeExceptionally(new IOException("the server ended before it was ready"));
        } catch (IOException | RuntimeException e) {
            ready.completeExceptionally(e);
        }
    }

    /** Ask for what a server is asked for first. What it answers is the business of its tests. */
    private void rehearse(URI server) throws IOException, InterruptedException {
        for (String path : List.of("/branches", "/health", "/plugins", "/runs", "/nowhere")) {
            answer(request(server, path));
        }
        for (String path : List.of("/branches", "/leaves", "/runs", "/fizz_buzz/post-schema")) {
            answer(request(server, "/examples" + path));
        }
        answer(post(server, "{\"n\": \"none\"}"));
        String accepted = answer(post(server, "{\"n\": 10}"));
        Optional<String> uuid = Stream.of(accepted.split("\""))
                .filter(word -> word.length() == 36)
                .findFirst();
        if (uuid.isPresent()) {
            for (String call : List.of("progress", "info", "data", "report", "stream", "dump")) {
                answer(request(server, "/examples/" + call + "/" + uuid.get()));
            }
        }
    }

    private static HttpRequest.Builder request(URI server, String path) {
        return HttpRequest.newBuilder(URI.create(server + path)).timeout(PATIENCE);
    }

    private static HttpRequest.Builder post(URI server, String params) {
        return request(server, "/examples/fizz_buzz/job")
                .header("Content-Type", "application/json")
                .header("Prefer", "wait=10")
                .POST(HttpRequest.BodyPublishers.ofString(params));
    }

    private String answer(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    private static Path log(Path folder) {
        return folder.resolve("rehearsal.log");
    }

    private static void delete(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
