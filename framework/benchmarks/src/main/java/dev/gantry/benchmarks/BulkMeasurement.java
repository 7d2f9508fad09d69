package dev.gantry.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

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
import java.util.function.ObjLongConsumer;
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
        String path = "/" + gantry.jobPath() + "/jobs";
        try {
            posted(
                    () -> HttpConnection.to(server.uri()).posts(path, HttpConnection.JSON, BulkMeasurement::array),
                    each,
                    (meter, submitted) -> {
                        samples.accept(meter.rate(Figure.HTTP_BULK, submitted));
                        samples.accept(meter.micros(Figure.HTTP_BULK_CPU, submitted));
                    });
            posted(
                    () -> HttpConnection.to(server.uri()).posts(path, HttpConnection.LINES, BulkMeasurement::lines),
                    each,
                    (meter, submitted) -> {
                        samples.accept(meter.rate(Figure.HTTP_LINES, submitted));
                        samples.accept(meter.micros(Figure.HTTP_LINES_CPU, submitted));
                    });
        } finally {
            server.stop(Duration.ofSeconds(1));
        }
    }

    private static void posted(Callers.CallMaker submits, Duration each, ObjLongConsumer<Meter> taken)
            throws Exception {
        try (Callers callers = new Callers(CALLERS, submits)) {
            Meter meter = new Meter();
            Pause.of(each);
            taken.accept(meter, LOT * callers.stop());
        }
    }

    private static List<String> payloads() {
        return Stream.generate(Work::payload).limit(LOT).toList();
    }

    private static byte[] array() {
        return items().collect(joining(",", "[", "]")).getBytes(UTF_8);
    }

    private static byte[] lines() {
        return items().collect(joining("\n")).getBytes(UTF_8);
    }

    private static Stream<String> items() {
        return payloads().stream().map(GantryService::json);
    }
}
