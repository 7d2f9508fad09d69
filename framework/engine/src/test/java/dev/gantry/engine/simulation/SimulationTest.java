package dev.gantry.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

class SimulationTest {

    /** Seeds that found a fault of the product, in the simulation as it was then. */
    private static final long[] FOUND = {163, 275, 436, 1478, 103_369, 2_001_694, 2_015_282};

    private static final int SEEDS = Integer.getInteger("simulation.seeds", 2_000);
    private static final long FIRST = Long.getLong("simulation.first", 1);
    private static final Optional<Long> ONLY = Optional.ofNullable(Long.getLong("simulation.seed"));
    private static final int REPLAYED = 20;
    private static final int SEEDS_PER_MUTATION = 400;

    private static final Logger ENGINE_LOG = (Logger) LoggerFactory.getLogger("dev.gantry");
    private final Carrier.Pool carriers = new Carrier.Pool();

    @BeforeAll
    static void silence() {
        ENGINE_LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void speak() {
        ENGINE_LOG.setLevel(null);
    }

    @Test
    void nothingHappensThatMustNot() throws Throwable {
        long[] seeds = ONLY.map(seed -> new long[] {seed})
                .orElseGet(() -> LongStream.concat(LongStream.of(FOUND), LongStream.range(FIRST, FIRST + SEEDS))
                        .toArray());
        for (long seed : seeds) {
            Trace trace = new Trace(ONLY.isPresent());
            try {
                new Simulation(seed, Optional.empty(), trace, carriers).play();
            } catch (Violation | RuntimeException found) {
                fail(report(seed, trace, found), found);
            }
        }
    }

    private static String report(long seed, Trace trace, Throwable found) {
        return "%s%nseed %d; play it again, with its whole trace, by -Dsimulation.seed=%d%n%s"
                .formatted(found, seed, seed, String.join("\n", trace.lines()));
    }

    @Test
    void aSeedIsPlayedTheSameEachTime() throws Throwable {
        for (long seed = FIRST; seed < FIRST + REPLAYED; seed++) {
            Trace first = new Trace(true);
            Trace second = new Trace(true);
            new Simulation(seed, Optional.empty(), first, carriers).play();
            new Simulation(seed, Optional.empty(), second, carriers).play();
            assertThat(second.lines()).isEqualTo(first.lines());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPlantedFaultIsFound(Mutation mutation) throws Throwable {
        for (long seed = 1; seed <= SEEDS_PER_MUTATION; seed++) {
            try {
                new Simulation(seed, Optional.of(mutation), new Trace(false), carriers).play();
            } catch (Violation | RuntimeException found) {
                System.getLogger("simulation")
                        .log(System.Logger.Level.INFO, mutation + " found by seed " + seed + ": " + found);
                return;
            }
        }
        fail("%s was not found by %d seeds".formatted(mutation, SEEDS_PER_MUTATION));
    }
}
