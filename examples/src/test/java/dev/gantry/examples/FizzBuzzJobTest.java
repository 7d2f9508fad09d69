package dev.gantry.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.testkit.JobTestKit;
import dev.gantry.testkit.TestRun;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FizzBuzzJobTest {

    @AutoClose
    private final JobTestKit kit = JobTestKit.of(FizzBuzzJob.class);

    @Test
    void itSolvesFizzBuzzForTwenty() {
        TestRun run = kit.run(FizzBuzzJob.class, Map.of("n", 20));

        assertThat(run.result()).isEqualTo(200);
        assertThat(run.completeness()).isEqualTo(1);
        assertThat(run.data(FizzBuzzJob.Output.class).output())
                .containsExactly(("1 2 Fizz 4 Buzz Fizz 7 8 Fizz Buzz " + "11 Fizz 13 14 FizzBuzz 16 17 Fizz 19 Buzz")
                        .split(" "));
    }

    @Test
    void itLogsItsStartAndNothingElse() {
        TestRun run = kit.run(FizzBuzzJob.class, Map.of());

        assertThat(run.events()).containsExactly("starting examples_fizz_buzz job " + run.uuid());
        assertThat(run.warnings()).isEmpty();
        assertThat(run.errors()).isEmpty();
    }

    @Test
    void itCountsToFiftyByThreesAndFivesUnlessTold() {
        List<String> output =
                kit.run(FizzBuzzJob.class, "{}").data(FizzBuzzJob.Output.class).output();

        assertThat(output).hasSize(50).endsWith("49", "Buzz");
    }

    @Test
    void itTakesOtherDivisors() {
        TestRun run = kit.run(FizzBuzzJob.class, new FizzBuzzJob.Params(4, 1, 2));

        assertThat(run.data(FizzBuzzJob.Output.class).output()).containsExactly("Fizz", "FizzBuzz", "Fizz", "FizzBuzz");
    }

    @ParameterizedTest
    @CsvSource({
        "n, 0, n is 0; expected 1 to 100000",
        "n, 100001, n is 100001; expected 1 to 100000",
        "fizzDivisor, 0, fizzDivisor is 0",
        "buzzDivisor, -5, buzzDivisor is -5"
    })
    void whatCannotBeCountedIsRefused(String name, int value, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> kit.submit(FizzBuzzJob.class, Map.of(name, value)))
                .withMessageContaining(why);
    }

    @Test
    void itsSchemaIsThatOfTheDocumentation() throws IOException {
        ObjectMapper json = new ObjectMapper();
        try (InputStream documented = getClass().getResourceAsStream("fizz_buzz.post-schema.json")) {
            assertThat(json.readTree(kit.postSchema(FizzBuzzJob.class))).isEqualTo(json.readTree(documented));
        }
    }
}
