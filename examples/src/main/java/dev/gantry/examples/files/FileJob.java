package dev.gantry.examples.files;

import dev.gantry.job.BaseJob;
import dev.gantry.job.Branch;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunPolicy;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The branch of the jobs on files, and what they have in common. Relative paths start at the folder that the server was
 * started in.
 *
 * <p>The policy holds for each job below: two runs of it share a disk well, and one that has not called {@link
 * RunContext#keepAlive()} for two minutes sits on a drive that no longer answers.
 *
 * @param <P> the params of the job
 * @param <D> the data of the job
 */
@Branch(path = "files", name = "File Jobs", description = "jobs on files of the server")
@RunPolicy(concurrency = 2, timeout = "PT2M")
public abstract class FileJob<P extends Record, D> extends BaseJob<P, D> {

    /** End the run with 404 unless there is such a file. */
    protected static void requireFile(Path file, RunContext<?> run) {
        if (!Files.isRegularFile(file)) {
            throw run.fail(404, "%s is no file of this server".formatted(file.toAbsolutePath()));
        }
    }

    /** End the run with 404 unless there is such a folder. */
    protected static void requireFolder(Path folder, RunContext<?> run) {
        if (!Files.isDirectory(folder)) {
            throw run.fail(404, "%s is no folder of this server".formatted(folder.toAbsolutePath()));
        }
    }
}
