package dev.gantry.benchmarks;

import dev.gantry.benchmarks.contender.Contender;
import dev.gantry.benchmarks.contender.GantryService;
import dev.gantry.benchmarks.contender.JobService;
import dev.gantry.benchmarks.contender.Work;
import dev.gantry.http.GantryServer;
import dev.gantry.http.ServerSettings;
import dev.gantry.store.RunQuery;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/** The REST API, server and clients on the same processors. Of Gantry only. */
final class HttpMeasurement implements Part.Measurement {

    private static final int CONNECTIONS = 16;
    private static final int ASKED_FOR = 1_000;

    @Override
    public void measure(Contender contender, Path folder, Duration each, Consumer<Sample> samples) throws Exception {
        try (JobService opened = contender.open(folder)) {
            if (opened instanceof GantryService gantry) {
                measure(contender, gantry, each, samples);
            }
        }
    }

    private static void measure(Contender contender, GantryService gantry, Duration each, Consumer<Sample> samples)
            throws Exception {
        ServerSettings settings =
                new ServerSettings("127.0.0.1", 0, "/", Optional.empty(), ServerSettings.DEFAULT_MAX_BODY_BYTES);
        GantryServer server = GantryServer.start(settings, gantry.engine(), gantry.timers());
        try {
            Callers.CallMaker submits = () -> HttpConnection.to(server.uri())
                    .posts(
                            "/" + gantry.jobPath() + "/job",
                            HttpConnection.JSON,
                            () -> GantryService.body(Work.payload()));
            try (Callers callers = new Callers(CONNECTIONS, submits)) {
                Meter meter = new Meter();
                Pause.of(each);
                long submitted = callers.stop();
                samples.accept(meter.rate(Figure.HTTP_SUBMIT, submitted));
                samples.accept(meter.micros(Figure.HTTP_SUBMIT_CPU, submitted));
                samples.accept(meter.microsWithout(Figure.HTTP_SUBMIT_SERVER_CPU, callers.micros(), submitted));
            }
            if (contender.standing() == Contender.Standing.SERVER_LIMIT) {
                return;
            }
            gantry.start();
            try (Callers callers = new Callers(CONNECTIONS, submits)) {
                samples.accept(SteadyMeasurement.executed(Figure.HTTP_STEADY, each));
                callers.stop();
            }
            samples.accept(progress(server, gantry, each));
        } finally {
            server.stop(Duration.ofSeconds(1));
        }
    }

    private static Sample progress(GantryServer server, GantryService gantry, Duration each) throws Exception {
        List<String> queries = gantry.engine().runs().list(RunQuery.newest("", ASKED_FOR)).stream()
                .map(run -> "/" + run.request().root() + "/progress/" + run.uuid())
                .toList();
        Callers.CallMaker asks = () -> HttpConnection.to(server.uri())
                .gets(() -> queries.get(ThreadLocalRandom.current().nextInt(queries.size())));
        try (Callers callers = new Callers(CONNECTIONS, asks)) {
            Meter meter = new Meter();
            Pause.of(each);
            return meter.rate(Figure.HTTP_PROGRESS, callers.stop());
        }
    }
}
