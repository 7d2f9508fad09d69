package dev.gantry.app.chaos;

import dev.gantry.app.ServerProcess;
import dev.gantry.client.GantryClient;
import dev.gantry.client.GantryException;
import dev.gantry.client.ItemResult;
import dev.gantry.client.RunItem;
import dev.gantry.client.SubmitOptions;
import dev.gantry.client.wire.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/** Submits runs to whichever server takes them, each until one has acknowledged it. Thread-safe. */
final class Load {

    /** The job whose runs are limited, as the database calls it. */
    static final String LIMITED = "tests_limited";

    private static final int KINDS = 10;
    private static final int PROJECTS = 10;
    private static final int LOT = 200;
    private static final int UNAVAILABLE = 503;
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Crew crew;
    private final RandomGenerator random;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

    Load(Crew crew, RandomGenerator random) {
        this.crew = crew;
        this.random = random;
    }

    /** The names of the runs that a server said are there. */
    Set<String> acknowledged() {
        return Set.copyOf(acknowledged);
    }

    /** How many runs may be RUNNING at once, of the limited job and of each project. */
    static Map<String, Integer> limits() {
        Map<String, Integer> limits = new HashMap<>(Map.of(LIMITED, 3));
        for (int i = 0; i < PROJECTS; i++) {
            limits.put(project(i), i < PROJECTS / 2 ? 1 : 2);
        }
        return limits;
    }

    private static String project(int number) {
        return "project-" + number % PROJECTS;
    }

    /** Have projects execute as many runs at once as they may. */
    void limitProjects() {
        limits().forEach((name, limit) -> {
            if (!name.equals(LIMITED)) {
                put("/projects/" + name, "{\"concurrency\":%d}".formatted(limit));
            }
        });
    }

    /** Submit the runs with these numbers: of ten one is of the limited job and one in a project. */
    void submit(int from, int to) {
        List<String> brief = new ArrayList<>();
        List<String> limited = new ArrayList<>();
        for (int i = from; i < to; i++) {
            switch (i % KINDS) {
                case 0 -> limited.add("run-" + i);
                case 1 -> submitInProject(i);
                default -> brief.add("run-" + i);
            }
            if (brief.size() == LOT || i == to - 1) {
                submit("tests/brief", brief);
                submit("tests/limited", limited);
            }
        }
    }

    private void submitInProject(int number) {
        String project = project(number / KINDS);
        put("/projects/%s/jobs/run-%d".formatted(project, number), "{\"job\":\"tests/brief\"}");
        acknowledged.add(project + "/run-" + number);
    }

    private void submit(String leaf, List<String> names) {
        while (!names.isEmpty()) {
            List<RunItem> items = names.stream()
                    .map(name -> new RunItem(Map.of(), SubmitOptions.NONE.idempotencyKey(name)))
                    .toList();
            try {
                GantryClient client = crew.any(random).client();
                List<ItemResult> results = client.submitAll(leaf, items);
                List<String> refused = new ArrayList<>();
                for (int i = 0; i < results.size(); i++) {
                    if (results.get(i).uuid().isPresent()) {
                        acknowledged.add(names.get(i));
                    } else {
                        refused.add(names.get(i));
                        Problem problem = results.get(i).problem().orElseThrow();
                        orElseThrow(problem.status() == UNAVAILABLE, new IllegalStateException(problem.detail()));
                    }
                }
                names.retainAll(refused);
            } catch (GantryException e) {
                orElseThrow(e.status() == UNAVAILABLE, e);
            } catch (UncheckedIOException killed) {
                pause();
            }
        }
    }

    private static void orElseThrow(boolean mayBe, RuntimeException refusal) {
        if (!mayBe) {
            throw refusal;
        }
        pause();
    }

    private static void pause() {
        LockSupport.parkNanos(PAUSE.toNanos());
    }

    private void put(String path, String json) {
        while (true) {
            try {
                HttpResponse<String> answer = http.send(
                        HttpRequest.newBuilder(address(crew.any(random), path))
                                .timeout(PATIENCE)
                                .header("Content-Type", "application/json")
                                .PUT(HttpRequest.BodyPublishers.ofString(json))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() / 100 == 2) {
                    return;
                }
                orElseThrow(
                        answer.statusCode() == UNAVAILABLE,
                        new IllegalStateException("PUT %s: %s".formatted(path, answer.body())));
            } catch (IOException killed) {
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private static URI address(ServerProcess server, String path) {
        String uri = server.uri().toString();
        return URI.create((uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri) + path);
    }
}
