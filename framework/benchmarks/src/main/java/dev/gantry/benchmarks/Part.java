package dev.gantry.benchmarks;

import dev.gantry.benchmarks.contender.Contender;
import dev.gantry.benchmarks.contender.Contender.Standing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** What can be measured by itself. */
enum Part {
    SUBMIT(true, new SubmitMeasurement()),
    BULK(true, new BulkMeasurement()),
    DRAIN(true, new DrainMeasurement()),
    STEADY(true, new SteadyMeasurement()),
    PICKUP(true, PickUpMeasurement.onOneNode()),
    NODES(true, PickUpMeasurement.onAnotherNode()),
    HTTP(true, new HttpMeasurement()),
    PROGRESS(true, new ProgressMeasurement()),
    FOOTPRINT(false, new FootprintMeasurement()),
    WORKERS(true, new WorkersMeasurement()),
    HISTORY(false, new HistoryMeasurement()),
    /** Measured from outside, on processes of its own. */
    START(false, (contender, folder, each, samples) -> {}),
    /** Measured in processes of its own, as a table of its own. */
    JOBS(false, (contender, folder, each, samples) -> {}),
    /** Measured in processes of its own, as tables of its own. */
    SCALE(false, (contender, folder, each, samples) -> {}),
    /** Parts of those that have their runs in PostgreSQL, as a table of its own. */
    POSTGRES(false, (contender, folder, each, samples) -> {});

    /** What is measured of those that have their runs in PostgreSQL. */
    static final Set<Part> OF_POSTGRES = EnumSet.of(SUBMIT, DRAIN, STEADY, PICKUP, NODES, FOOTPRINT, WORKERS, HISTORY);

    private final boolean warmedUp;
    private final Measurement measurement;

    Part(boolean warmedUp, Measurement measurement) {
        this.warmedUp = warmedUp;
        this.measurement = measurement;
    }

    /** Measures one part. */
    interface Measurement {

        /**
         * Measure a contender once.
         *
         * @param folder empty, for what it keeps
         * @param each how long each figure is measured
         * @param samples where the figures go
         */
        void measure(Contender contender, Path folder, Duration each, Consumer<Sample> samples) throws Exception;
    }

    /**
     * Whether a contender has it: only Gantry has a REST API here, a bare log has nothing to drain, and the peers take
     * submits one by one here.
     */
    boolean concerns(Contender contender) {
        return switch (this) {
            case HTTP -> EnumSet.of(Standing.OURS, Standing.SERVER_LIMIT).contains(contender.standing());
            case BULK ->
                EnumSet.of(Standing.OURS, Standing.SERVER_LIMIT, Standing.LIMIT).contains(contender.standing());
            case PROGRESS -> contender == Contender.GANTRY;
            case NODES ->
                EnumSet.of(Contender.BARE_SQL, Contender.GANTRY_POSTGRES).contains(contender);
            case FOOTPRINT -> contender.isOnPostgres();
            case WORKERS, HISTORY -> contender == Contender.GANTRY_POSTGRES;
            case DRAIN ->
                contender.isOnPostgres()
                        || !EnumSet.of(Standing.LIMIT, Standing.SERVER_LIMIT).contains(contender.standing());
            default -> contender.standing() != Standing.SERVER_LIMIT;
        };
    }

    /** Whether it is measured in vain first, until what it runs is compiled. */
    boolean isWarmedUp() {
        return warmedUp;
    }

    Measurement measurement() {
        return measurement;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
