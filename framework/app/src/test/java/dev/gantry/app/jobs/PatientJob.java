package dev.gantry.app.jobs;

import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Publishes its data when one file appears and ends when another does. */
@Leaf(path = "patient")
public final class PatientJob extends TestJob<PatientJob.Params> {

    /** Where the files appear. */
    public record Params(String folder) {}

    @Override
    public RunResult run(Params params, RunContext<Map<String, Object>> run) {
        await(Path.of(params.folder(), "publish"));
        run.info("published while the disk was full");
        run.data(Map.of("published", true));
        await(Path.of(params.folder(), "end"));
        return RunResult.OK;
    }

    private static void await(Path file) {
        while (!Files.exists(file)) {
            Thread.onSpinWait();
        }
    }
}
