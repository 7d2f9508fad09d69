package dev.gantry.verify.server;

import dev.gantry.verify.jobs.ChildJob;
import dev.gantry.verify.jobs.FamilyJob;
import dev.gantry.verify.jobs.LimitedJob;
import dev.gantry.verify.jobs.StepJob;
import dev.gantry.verify.jobs.WitnessedJob;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** The plugin with the jobs of {@code gantry verify}. */
public final class JobsPlugin {

    private static final List<String> CLASSES = List.of(
            WitnessedJob.class.getName(),
            WitnessedJob.Params.class.getName(),
            WitnessedJob.Position.class.getName(),
            StepJob.class.getName(),
            LimitedJob.class.getName(),
            FamilyJob.class.getName(),
            ChildJob.class.getName(),
            WitnessedJob.class.getPackageName() + ".Witness");

    private JobsPlugin() {}

    /** Pack it into a folder; the folder. */
    public static Path in(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (OutputStream file = Files.newOutputStream(folder.resolve("gantry-verify-jobs.jar"));
                JarOutputStream jar = new JarOutputStream(file)) {
            for (String name : CLASSES) {
                String entry = name.replace('.', '/') + ".class";
                jar.putNextEntry(new JarEntry(entry));
                try (InputStream bytes = WitnessedJob.class.getResourceAsStream("/" + entry)) {
                    bytes.transferTo(jar);
                }
                jar.closeEntry();
            }
        }
        return folder;
    }
}
