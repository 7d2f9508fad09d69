package dev.gantry.verify.jobs;

import dev.gantry.job.BaseJob;
import dev.gantry.job.Branch;
import dev.gantry.job.RunCancelledException;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunResult;
import jakarta.ws.rs.DefaultValue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Goes on from the step that an earlier attempt reached, and has all of it witnessed. */
@Branch(path = "verify", name = "Verify", description = "Jobs of gantry verify")
public abstract class WitnessedJob extends BaseJob<WitnessedJob.Params, WitnessedJob.Position> {

    /** The result of the ending {@code code}. */
    public static final int CODE = 418;
    /** The result of the ending {@code fail}. */
    public static final int FAILED = 420;

    private static final int BROKEN_ATTEMPTS = 2;
    private static final Duration AGAIN = Duration.ofMillis(100);

    /**
     * What to do.
     *
     * @param mark tells this submit from all others
     * @param witness the file to write to
     * @param steps how many
     * @param stepMillis how long each takes
     * @param children how many runs it queues and waits for, if it is a job that does
     * @param ending {@code ok}, {@code code}, {@code fail}, {@code break} or {@code again}; the last two end well some time
     */
    public record Params(
            String mark,
            String witness,
            @DefaultValue("3") int steps,
            @DefaultValue("5") int stepMillis,
            @DefaultValue("0") int children,
            @DefaultValue("ok") String ending) {}

    /**
     * How far a run has come.
     *
     * @param step the last step that was done
     * @param by the attempt that did it
     */
    public record Position(int step, int by) {}

    @Override
    public final RunResult run(Params params, RunContext<Position> run) throws Exception {
        Witness witness = new Witness(Path.of(params.witness()), run.uuid(), run.attempt());
        Optional<Position> found = run.data();
        int done = found.map(Position::step).orElse(0);
        witness.write("BEGIN", done);
        try {
            before(params, run, witness);
            for (int step = done + 1; step <= params.steps(); step++) {
                Thread.sleep(params.stepMillis());
                run.checkCancelled();
                witness.write("STEP", step);
                run.info("step %d of attempt %d".formatted(step, run.attempt()));
                run.data(new Position(step, run.attempt()));
                run.completeness((double) step / params.steps());
            }
        } catch (InterruptedException | RunCancelledException e) {
            witness.write("END", "stopped");
            throw e;
        } catch (RuntimeException e) {
            witness.write("END", "broken");
            throw e;
        }
        return end(params.ending(), run, witness);
    }

    /** What an attempt does first. */
    void before(Params params, RunContext<Position> run, Witness witness) throws Exception {}

    private static RunResult end(String ending, RunContext<Position> run, Witness witness) throws IOException {
        boolean early = run.attempt() <= BROKEN_ATTEMPTS;
        switch (ending) {
            case "code" -> {
                witness.write("END", "code");
                return RunResult.code(CODE);
            }
            case "fail" -> {
                witness.write("END", "fail");
                throw run.fail(FAILED, "failed as it was told to");
            }
            case "break" -> {
                if (early) {
                    witness.write("END", "break");
                    throw new IllegalStateException("broken as it was told to");
                }
            }
            case "again" -> {
                if (early) {
                    witness.write("END", "again");
                    return RunResult.again(AGAIN);
                }
            }
            default -> {
                // It ends well.
            }
        }
        witness.write("END", "ok");
        return RunResult.OK;
    }
}
