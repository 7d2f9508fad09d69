package dev.gantry.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gantry.client.GantryClient;
import dev.gantry.client.GantryException;
import dev.gantry.client.RunListener;
import dev.gantry.client.RunSubscription;
import dev.gantry.client.SubmitOptions;
import dev.gantry.client.wire.Info;
import dev.gantry.client.wire.LogRecord;
import dev.gantry.client.wire.RunExplanation;
import dev.gantry.client.wire.StreamedLine;
import dev.gantry.client.wire.StreamedProgress;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One run of one job, watched from the terminal. */
final class JobRun {

    /** How long a run may be queued before it is said why. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final GantryClient client;
    private final String job;
    private final Terminal terminal;
    private final RunLog log;
    private String told = "";

    JobRun(GantryClient client, String job, Terminal terminal, RunLog log) {
        this.client = client;
        this.job = job.replaceAll("^/+|/+$", "");
        this.terminal = terminal;
        this.log = log;
    }

    /** List the params of the job. */
    int help() {
        List<JobParam> params = JobParam.of(client.postSchema(job));
        terminal.out().println("Params of " + job + (params.isEmpty() ? ": none" : ":"));
        params.forEach(param -> terminal.out().println(param.help()));
        return 0;
    }

    /** Run the job to its end; 0 if it succeeded. */
    int execute(List<String> arguments) {
        ObjectNode params = new JobArguments(JobParam.of(client.postSchema(job))).parse(arguments);
        UUID uuid = client.submit(job, params, SubmitOptions.NONE);
        String root = job.contains("/") ? job.substring(0, job.indexOf('/')) : job;
        StreamedProgress end;
        try (ProgressDisplay display = ProgressDisplay.on(terminal, job);
                RunSubscription stream = client.stream(root, uuid, listener(display))) {
            end = end(stream, () -> tellWhyItWaits(root, uuid, display));
        }
        JsonNode data = client.data(root, uuid);
        terminal.out().println(JobArguments.pretty(data));
        terminal.out().flush();
        if (end.result() >= 200 && end.result() <= 299) {
            return 0;
        }
        terminal.err().println("run %s of %s %s".formatted(uuid, job, end(end, client.info(root, uuid))));
        terminal.err().println(log.placeOf(root, uuid));
        return 1;
    }

    /** How a run ended that did not succeed: the last error is the one that it failed with. */
    private static String end(StreamedProgress end, Info info) {
        String how = end.state().equals("CANCELLED") ? "was cancelled" : "failed with result " + end.result();
        List<LogRecord> errors = info.errors();
        return errors.isEmpty()
                ? how
                : how + ": "
                        + errors.get(errors.size() - 1)
                                .msg()
                                .lines()
                                .findFirst()
                                .orElse("");
    }

    private static StreamedProgress end(RunSubscription stream, Runnable meanwhile) {
        try {
            while (true) {
                try {
                    return stream.done().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    meanwhile.run();
                }
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof GantryException refused ? refused : new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }

    /** A run that nobody executes says nothing of itself. */
    private void tellWhyItWaits(String root, UUID uuid, ProgressDisplay display) {
        try {
            RunExplanation why = client.explain(root, uuid);
            if (why.state().equals("QUEUED") && !why.text().equals(told)) {
                told = why.text();
                display.note("run %s is queued: %s".formatted(uuid, told));
            }
        } catch (GantryException | UncheckedIOException e) {
            // The stream goes on by itself, or ends with what is wrong.
        }
    }

    private static RunListener listener(ProgressDisplay display) {
        return new RunListener() {
            @Override
            public void onLog(StreamedLine line) {
                display.line(line);
            }

            @Override
            public void onProgress(StreamedProgress progress) {
                display.progress(progress.completeness());
            }

            @Override
            public void onDone(StreamedProgress end) {
                display.progress(end.completeness());
            }
        };
    }
}
