package dev.gantry.client.jobs;

import dev.gantry.client.wire.Problem;
import dev.gantry.job.ClashException;
import dev.gantry.job.JobApiException;
import java.net.URI;
import java.util.Optional;

/** What a server refuses, as the Job API says it. */
final class Refusals {

    private Refusals() {}

    static JobApiException of(URI server, int status, String body) {
        Problem problem = Problem.read(status, body);
        if (problem.type().endsWith(":bad-token") || problem.type().endsWith(":token-missing")) {
            return new JobApiException(
                    403,
                    ("%s does not accept %s; a server sends its own GANTRY_API_TOKEN to those that its setting peers "
                                    + "lists, and others to those in its setting peer-tokens")
                            .formatted(
                                    server,
                                    problem.type().endsWith(":bad-token")
                                            ? "the token that was sent"
                                            : "calls without a token"));
        }
        if (problem.type().equals(Problem.READ_ONLY)) {
            return new JobApiException(
                    403,
                    "%s: %s; a server sends to others what its settings peers and peer-tokens say"
                            .formatted(server, problem.detail()));
        }
        Optional<String> winner = problem.member("winner");
        return winner.isPresent()
                ? new ClashException(winner.get(), problem.detail())
                : new JobApiException(status, detail(server, status, problem));
    }

    private static String detail(URI server, int status, Problem problem) {
        String why = problem.detail() == null ? problem.title() : problem.detail();
        return problem.type().endsWith(":unknown") || Problem.isServersFault(status)
                ? "%s answered %d: %s".formatted(server, status, why)
                : why;
    }
}
