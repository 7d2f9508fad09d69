package dev.gantry.examples.pipelines;

import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunHandle;
import dev.gantry.job.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A child copies a file to its run, and its parent reads it from there: on whatever server either of them is. */
@Leaf(path = "files", name = "Files", description = "reads a file that its child made")
public final class FilesJob extends StagedExample<FilesJob.Params> {

    /** Nothing. */
    public record Params() {}

    @Stage("main")
    void main(RunContext<Void> run) {
        System.out.println("hello from main ...");
        RunHandle child = newRun().queue(what -> what.tag("stage", "child"));
        if (!waitJob(child).allOk()) {
            throw run.fail(500, "the child failed: " + child.report());
        }
        System.out.println(child.getFile("README").text());
    }

    @Stage("child")
    void child(RunContext<Void> run) throws IOException {
        System.out.println("hello from child");
        Path readme = run.workDir().resolve("README.md");
        Files.writeString(readme, "# Images\n\nMade by %s.".formatted(run.jobType()));
        mine().putFile(readme, "README");
    }
}
