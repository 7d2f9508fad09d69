package dev.gantry.client.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.gantry.client.link.Link;
import dev.gantry.client.wire.RunStanding;
import dev.gantry.client.wire.WaitAnswer;
import dev.gantry.client.wire.WaitOrder;
import dev.gantry.client.wire.WireJson;
import dev.gantry.job.JobApiException;
import dev.gantry.job.RunStatus;
import dev.gantry.job.WaitResult;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A wait for runs. All have to finish, so it is enough to wait for one lot after the other; each call is answered once one of
 * the lot is finished, and no two calls are closer together than a tenth of a second.
 */
final class RunWait {

    private static final Duration BETWEEN_CALLS = Duration.ofMillis(100);
    private static final Duration LONGEST_CALL = Duration.ofSeconds(60);
    private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(1);

    private final long end;
    private final List<RunStatus> statuses = new ArrayList<>();

    RunWait(Duration timeout) {
        this.end = System.nanoTime() + timeout.toNanos();
    }

    WaitResult of(List<HttpRunHandle> runs) {
        Map<JobCalls, List<WaitOrder.Address>> byServer = new LinkedHashMap<>();
        for (HttpRunHandle run : runs) {
            byServer.computeIfAbsent(run.calls(), server -> new ArrayList<>())
                    .add(new WaitOrder.Address(run.project(), run.jobId()));
        }
        byServer.forEach((server, addresses) -> {
            for (int from = 0; from < addresses.size(); from += WaitOrder.MOST_RUNS) {
                int to = Math.min(addresses.size(), from + WaitOrder.MOST_RUNS);
                await(server, new ArrayList<>(addresses.subList(from, to)));
            }
        });
        return WaitResult.of(statuses);
    }

    private void await(JobCalls server, List<WaitOrder.Address> pending) {
        int failures = 0;
        while (true) {
            Duration wait = shorter(LONGEST_CALL, left());
            Optional<WaitAnswer> answer = ask(server, pending, wait);
            failures = answer.isPresent() ? 0 : failures + 1;
            answer.ifPresent(standings -> take(standings, pending));
            if (pending.isEmpty() || left().isZero()) {
                break;
            }
            Duration pause = failures == 0
                    ? BETWEEN_CALLS
                    : server.link().access().patience().pause(failures);
            server.pause(shorter(pause, left()));
        }
        pending.forEach(unfinished -> statuses.add(RunStatus.TIMEOUT));
    }

    private void take(WaitAnswer answer, List<WaitOrder.Address> pending) {
        Iterator<WaitOrder.Address> asked = pending.iterator();
        for (RunStanding standing : answer.runs()) {
            asked.next();
            RunStatus status = RunStatus.valueOf(standing.status());
            if (status.finished()) {
                statuses.add(status);
                asked.remove();
            }
        }
    }

    /** Empty if the server is away. */
    private Optional<WaitAnswer> ask(JobCalls server, List<WaitOrder.Address> pending, Duration wait) {
        Duration timeout = shorter(server.link().access().timeout(), longer(SHORTEST_TIMEOUT, left()));
        HttpRequest request = server.request("projects/wait")
                .timeout(wait.plus(timeout))
                .header("Content-Type", "application/json")
                .POST(server.json(new WaitOrder(pending, (int) wait.toSeconds())))
                .build();
        try {
            HttpResponse<String> answer = server.sendOnce(request, BodyHandlers.ofString());
            if (Link.isPassing(answer.statusCode())) {
                return Optional.empty();
            }
            if (answer.statusCode() != 200) {
                throw server.refusal(answer.statusCode(), answer.body());
            }
            WaitAnswer standings = WireJson.mapper().readValue(answer.body(), WaitAnswer.class);
            if (standings.runs().size() != pending.size()) {
                throw new JobApiException(
                        502,
                        "%s tells of %d runs; expected %d"
                                .formatted(
                                        server.link().server(), standings.runs().size(), pending.size()));
            }
            return Optional.of(standings);
        } catch (JsonProcessingException e) {
            throw new JobApiException(
                    502,
                    "%s does not answer like a Gantry server"
                            .formatted(server.link().server()),
                    e);
        } catch (IOException away) {
            return Optional.empty();
        }
    }

    private Duration left() {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
