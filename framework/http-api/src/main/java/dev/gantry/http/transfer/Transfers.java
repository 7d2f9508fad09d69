package dev.gantry.http.transfer;

import dev.gantry.client.wire.UploadState;
import dev.gantry.engine.JobEngine;
import dev.gantry.engine.jobs.ProjectRuns;
import dev.gantry.engine.time.Timers;
import dev.gantry.http.problem.ProblemException;
import dev.gantry.http.transport.CallCheck;
import dev.gantry.http.transport.CallHead;
import dev.gantry.http.transport.Refusal;
import dev.gantry.store.RunAddress;
import dev.gantry.store.StoredFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

/** Answers the requests whose bodies, or whose answers, are too large to be had whole. Thread-safe. */
public final class Transfers implements AutoCloseable {

    /** They wait for disks, of which there are few. */
    private static final int THREADS = 8;

    private final JobEngine engine;
    private final Timers timers;
    private final String basePath;
    private final List<CallCheck> checks;
    private final OpenUploads uploads;
    private final ExecutorService threads;

    /**
     * Make one.
     *
     * @param basePath what stands before every path: empty, or with a leading slash and none at the end
     * @param checks whether a call may be answered at all
     */
    public Transfers(JobEngine engine, Timers timers, String basePath, List<CallCheck> checks) {
        this.engine = engine;
        this.timers = timers;
        this.basePath = basePath;
        this.checks = List.copyOf(checks);
        AtomicInteger count = new AtomicInteger();
        this.threads = Executors.newFixedThreadPool(THREADS, work -> {
            Thread thread = new Thread(work, "gantry-transfer-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        this.uploads = new OpenUploads(timers, threads);
    }

    /** Whether the body of a request is taken here piece by piece. */
    public boolean takesBodyOf(HttpRequestPacket request) {
        return Method.PUT.equals(request.getMethod())
                && TransferPath.parse(request.getRequestURI(), basePath).isPresent();
    }

    /** Answer a request, some time, if it is one for here. */
    public boolean answers(Request request, Response response) {
        Optional<TransferPath> path = TransferPath.parse(request.getRequestURI(), basePath)
                .filter(found -> found.file().isPresent() || Method.PUT.equals(request.getMethod()));
        path.ifPresent(found -> {
            Exchange exchange = new Exchange(request, response, threads, timers);
            threads.execute(() -> begin(exchange, found));
        });
        return path.isPresent();
    }

    private void begin(Exchange exchange, TransferPath path) {
        try {
            Optional<ProblemException> refusal = Refusal.of(exchange.request().getRequest());
            if (refusal.isPresent()) {
                throw refusal.get();
            }
            CallHead head = CallHead.of(exchange.request().getRequest(), basePath);
            checks.forEach(check -> check.check(head));
            RunAddress address = path.address();
            Optional<String> file = path.fileName();
            if (file.isPresent()) {
                file(exchange, address, ProjectRuns.checkedFileName(file.get()));
            } else {
                exchange.receive(new StashUpload(exchange, engine.projects(), address));
            }
        } catch (IOException | RuntimeException e) {
            exchange.refuse(e);
        }
    }

    private void file(Exchange exchange, RunAddress address, String name) throws IOException {
        ProjectRuns runs = engine.projects();
        switch (exchange.method()) {
            case "PUT" -> new FileUpload(exchange, runs, uploads, new FileUpload.Destination(address, name)).begin();
            case "GET", "HEAD" -> {
                Optional<String> upload = exchange.upload();
                if (upload.isPresent()) {
                    state(exchange, runs, address, upload.get());
                } else {
                    download(exchange, runs, address, find(runs, address, name));
                }
            }
            default -> throw ProblemException.noMethod(exchange.method(), TransferMethods.OF_FILE);
        }
    }

    /** What was found may have been replaced, and its content deleted, before it is opened: then there is another by now. */
    private static void download(Exchange exchange, ProjectRuns runs, RunAddress address, StoredFile file)
            throws IOException {
        try {
            new FileDownload(exchange, runs, address, file).begin();
        } catch (FileNotFoundException e) {
            StoredFile now = find(runs, address, file.name());
            if (now.content().equals(file.content())) {
                throw e;
            }
            download(exchange, runs, address, now);
        }
    }

    private static StoredFile find(ProjectRuns runs, RunAddress address, String name) {
        List<StoredFile> files = runs.files(address);
        return files.stream()
                .filter(file -> file.name().equals(name))
                .findFirst()
                .orElseThrow(() -> ProblemException.noFile(
                        name, files.stream().map(StoredFile::name).toList()));
    }

    private static void state(Exchange exchange, ProjectRuns runs, RunAddress address, String id) throws IOException {
        exchange.answer(200, Map.of("Cache-Control", "no-store"), new UploadState(id, runs.received(address, id)));
    }

    /** Begin nothing new; what is under way ends with its connections. */
    @Override
    public void close() {
        threads.shutdownNow();
        uploads.close();
    }
}
