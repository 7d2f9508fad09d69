package dev.gantry.app.jobs;

import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunFile;
import dev.gantry.job.RunHandle;
import dev.gantry.job.RunPolicy;
import dev.gantry.job.RunStatus;
import dev.gantry.job.Stage;
import dev.gantry.job.WaitResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * Sends a file and a stash to children on two servers and checks what comes back. Written so that it may be killed at any
 * moment and attempted again; what it has done it writes down outside of Gantry, for a test that does the killing.
 */
@Leaf(path = "relay", name = "Relay", description = "feeds children on two servers")
@RunPolicy(maxErrors = 100, retryDelay = "PT0.1S")
public final class RelayJob extends TestPipeline<RelayJob.Params> {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /**
     * What to relay.
     *
     * @param name begins the projects of the children, which differ in all rounds
     * @param other the other server
     * @param folder where the ledger and the trace are
     * @param children how many, half of them on each server
     * @param bytes how large each file is
     */
    public record Params(String name, URI other, String folder, int children, int bytes) {}

    /**
     * What a child is given, and what it gives back.
     *
     * @param input the SHA-256 of the file that it is given
     * @param output the SHA-256 of the file that it gives back; empty until it does
     * @param bytes how large either file is
     */
    public record Parcel(String input, String output, int bytes) {}

    private RunHandle child(Params params, int i) {
        String project = params.name() + "_child_" + i;
        return newRun(to -> {
            var child = to.project(project).jobId("relay_" + i);
            return i % 2 == 0 ? child : child.api(params.other());
        });
    }

    @Stage("main")
    void main(Params params, RunContext<Void> run) throws Exception {
        trace(params, "main");
        List<RunHandle> children = new ArrayList<>();
        for (int i = 0; i < params.children(); i++) {
            RunHandle child = child(params, i);
            children.add(child);
            // Once it is queued it may have written its own stash, and what it was fed is there.
            if (child.status() == RunStatus.UNKNOWN) {
                byte[] content = content(params, i);
                child.putFile(new ByteArrayInputStream(content), "input");
                trace(params, "file " + i);
                child.putStash(new Parcel(sha256(new ByteArrayInputStream(content)), "", content.length));
                trace(params, "stash " + i);
            }
            child.queue(what -> what.description("relay").tag("stage", "child"));
            trace(params, "queue " + i);
        }
        WaitResult result = run.jobs().waitJobs(children, PATIENCE);
        trace(params, "waited");
        if (!result.allOk()) {
            throw run.fail(500, "the children ended with " + result);
        }
        for (RunHandle child : children) {
            Parcel parcel = child.getStash(Parcel.class);
            RunFile output = child.getFile("output");
            String sha256 = sha256(output.open());
            if (!sha256.equals(parcel.output()) || !sha256.equals(output.sha256()) || output.size() != parcel.bytes()) {
                throw run.fail(
                        500,
                        "the output of %s is %s of %d bytes; expected %s"
                                .formatted(child.project(), sha256, output.size(), parcel));
            }
            trace(params, "checked");
        }
    }

    @Stage("child")
    void child(Params params, RunContext<Void> run) throws Exception {
        trace(params, "child");
        Parcel parcel = mine().getStash(Parcel.class);
        byte[] content = mine().getFile("input").bytes();
        if (content.length != parcel.bytes()
                || !sha256(new ByteArrayInputStream(content)).equals(parcel.input())) {
            throw run.fail(500, "the input of %s is not %s".formatted(run.project(), parcel));
        }
        for (int i = 0; i < content.length; i++) {
            content[i] ^= (byte) 0x5a;
        }
        mine().putFile(new ByteArrayInputStream(content), "output");
        trace(params, "output");
        mine().putStash(new Parcel(parcel.input(), sha256(new ByteArrayInputStream(content)), content.length));
        trace(params, "answer");
        append(Path.of(params.folder(), "ledger"), "%s %d".formatted(run.project(), run.attempt()));
    }

    private static byte[] content(Params params, int i) {
        byte[] content = new byte[params.bytes() + i];
        new Random(params.name().hashCode() + i).nextBytes(content);
        return content;
    }

    private static void trace(Params params, String step) throws IOException {
        append(Path.of(params.folder(), "trace"), params.name() + " " + step);
    }

    private static void append(Path file, String line) throws IOException {
        Files.writeString(file, line + "\n", StandardCharsets.UTF_8, StandardOpenOption.APPEND);
    }

    private static String sha256(InputStream content) throws IOException {
        try (DigestInputStream digesting = new DigestInputStream(content, MessageDigest.getInstance("SHA-256"))) {
            digesting.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
