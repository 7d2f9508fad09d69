package dev.gantry.examples;

import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunResult;
import jakarta.ws.rs.DefaultValue;
import java.util.List;
import java.util.stream.IntStream;

/** Counts from 1 to n, with words in place of the multiples of two divisors. */
@Leaf(path = "fizz_buzz", name = "FizzBuzz Job", description = "Solve FizzBuzz with settable n, fizz & buzz divisors")
public final class FizzBuzzJob extends ExampleJob<FizzBuzzJob.Params, FizzBuzzJob.Output> {

    private static final int MAX_N = 100_000;

    /**
     * What to count. Whatever this constructor refuses is answered as a fault of the input, before there is a run.
     *
     * @param n how far, from 1 to 100,000
     * @param fizzDivisor whose multiples are {@code Fizz}, at least 1
     * @param buzzDivisor whose multiples are {@code Buzz}, at least 1
     */
    public record Params(
            @DefaultValue("50") int n,
            @DefaultValue("3") int fizzDivisor,
            @DefaultValue("5") int buzzDivisor) {

        public Params {
            requireWithin("n", n, MAX_N);
            requireWithin("fizzDivisor", fizzDivisor, Integer.MAX_VALUE);
            requireWithin("buzzDivisor", buzzDivisor, Integer.MAX_VALUE);
        }

        private static void requireWithin(String name, int value, int max) {
            if (value < 1 || value > max) {
                throw new IllegalArgumentException("%s is %d; expected 1 to %d".formatted(name, value, max));
            }
        }
    }

    /**
     * The solution.
     *
     * @param output one word or number for each step
     */
    public record Output(List<String> output) {}

    @Override
    public RunResult run(Params params, RunContext<Output> run) {
        announce(run);
        run.data(new Output(IntStream.rangeClosed(1, params.n())
                .mapToObj(number -> word(number, params))
                .toList()));
        return RunResult.OK;
    }

    private static String word(int number, Params params) {
        boolean fizz = number % params.fizzDivisor() == 0;
        boolean buzz = number % params.buzzDivisor() == 0;
        if (!fizz && !buzz) {
            return Integer.toString(number);
        }
        return (fizz ? "Fizz" : "") + (buzz ? "Buzz" : "");
    }
}
