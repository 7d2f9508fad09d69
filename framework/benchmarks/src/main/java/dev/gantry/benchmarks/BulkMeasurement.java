package dev.gantry.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gantry.benchmarks.contender.Contender;
import dev.gantry.benchmarks.contender.GantryService;
import dev.gantry.benchmarks.contender.JobService;
import dev.gantry.benchmarks.contender.Work;
import dev.gantry.http.GantryServer;
import dev.gantry.http.ServerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** How fast submits are that come a thousand at a time, while nothing is executed. */
final class BulkMeasurement implements Part.Measurement {

    private static final int LOT = 1_000;
    private static final int CALLERS = 4;

    @Override
    public void measure(Contender contender, Path folder, Duration each, Consumer<Sample> samples) throws Exception {
        try (JobService service = contender.open(folder)) {
            try (Callers one = new Callers(1, () -> service.submitAll(payloads()))) {
                Meter meter = new Meter();
                Pause.of(each);
                samples.accept(meter.rate(Figure.BULK_1, LOT * one.stop()));
            }
            try (Callers many = new Callers(CALLERS, () -> service.submitAll(payloads()))) {
                Meter meter = new Meter();
                Pause.of(each);
                long submitted = LOT * many.stop();
                samples.accept(meter.rate(Figure.BULK_4, submitted));
                samples.accept(meter.micros(Figure.BULK_CPU, submitted));
            }
            if (service instanceof GantryService gantry) {
                overHttp(gantry, each, samples);
            }
        }
    }

    private static void overHttp(GantryService gantry, Duration each, Consumer<Sample> samples) throws Exception {
        ServerSettings settings =
                new ServerSettings("127.0.0.1", 0, "/", Optional.empty(), ServerSettings.DEFAULT_MAX_BODY_BYTES);
        GantryServer server = GantryServer.start(settings, gantry.engine(), gantry.timers());
        Callers.CallMaker submits =
                () -> HttpConnection.to(server.uri()).posts("/" + gantry.jobPath() + "/jobs", BulkMeasurement::body);
        try (Callers callers = new Callers(CALLERS, submits)) {
            Meter meter = new Meter();
            Pause.of(each);
            long submitted = LOT * callers.stop();
            samples.accept(meter.rate(Figure.HTTP_BULK, submitted));
            samples.accept(meter.micros(Figure.HTTP_BULK_CPU, submitted));
        } finally {
            server.stop(Duration.ofSeconds(1));
        }
    }

    private static List<String> payloads() {
        return Stream.generate(Work::payload).limit(LOT).toList();
    }

    private static byte[] body() {
        StringBuilder body = new StringBuilder("[");
        for (String payload : payloads()) {
            body.append(body.length() == 1 ? "" : ",").append(GantryService.json(payload));
        }
        return body.append(']').toString().getBytes(UTF_8);
    }
}
