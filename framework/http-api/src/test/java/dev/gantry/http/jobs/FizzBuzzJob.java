package dev.gantry.http.jobs;

import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunResult;
import jakarta.ws.rs.DefaultValue;
import java.util.List;
import java.util.stream.IntStream;

/** The job of the seed. */
@Leaf(path = "fizz_buzz", name = "FizzBuzz Job", description = "Solve FizzBuzz with settable n, fizz & buzz divisors")
public final class FizzBuzzJob extends ExampleJob<FizzBuzzJob.Params, FizzBuzzJob.Output> {

    public record Params(
            @DefaultValue("50") int n,
            @DefaultValue("3") int fizzDivisor,
            @DefaultValue("5") int buzzDivisor) {}

    public record Output(List<String> output) {}

    @Override
    public RunResult run(Params params, RunContext<Output> run) {
        run.info("starting %s job %s".formatted(run.jobType(), run.uuid()));
        run.data(new Output(IntStream.rangeClosed(1, params.n())
                .mapToObj(i -> word(i, params))
                .toList()));
        return RunResult.OK;
    }

    private static String word(int i, Params params) {
        String word = (i % params.fizzDivisor() == 0 ? "Fizz" : "") + (i % params.buzzDivisor() == 0 ? "Buzz" : "");
        return word.isEmpty() ? String.valueOf(i) : word;
    }
}
