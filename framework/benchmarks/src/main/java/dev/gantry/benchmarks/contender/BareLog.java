package dev.gantry.benchmarks.contender;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The least that a durable submit costs: payloads appended to a log of a fixed length, whatever waits at a time in one
 * write and one force, and handed to one thread that runs them. No states, no index, no recovery: a floor, not a design.
 */
final class BareLog implements JobService {

    private static final int LOG_BYTES = 64 << 20;
    private static final int HEADER_BYTES = 24;
    private static final String STOP = "";

    private final FileChannel log;
    private final BlockingQueue<Entry> waiting = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> ready = new LinkedBlockingQueue<>();
    private final CountDownLatch started = new CountDownLatch(1);
    private final Thread writer = new Thread(this::write, "bare-log-writer");
    private final Thread worker = new Thread(this::work, "bare-log-worker");
    private long position;

    private record Entry(String payload, CompletableFuture<Void> forced) {}

    private BareLog(FileChannel log) {
        this.log = log;
    }

    static JobService open(Path folder) throws IOException {
        FileChannel log = FileChannel.open(
                folder.resolve("log"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        ByteBuffer zeros = ByteBuffer.allocateDirect(1 << 20);
        for (long at = 0; at < LOG_BYTES; at += zeros.capacity()) {
            log.write(zeros.clear(), at);
        }
        log.force(true);
        BareLog service = new BareLog(log);
        service.writer.start();
        service.worker.start();
        return service;
    }

    @Override
    public void start() {
        started.countDown();
    }

    @Override
    public void submit(String payload) {
        Entry entry = new Entry(payload, new CompletableFuture<>());
        waiting.add(entry);
        entry.forced().join();
    }

    @Override
    public void submitAll(List<String> payloads) {
        List<CompletableFuture<Void>> forced = new ArrayList<>();
        for (String payload : payloads) {
            Entry entry = new Entry(payload, new CompletableFuture<>());
            waiting.add(entry);
            forced.add(entry.forced());
        }
        forced.forEach(CompletableFuture::join);
    }

    private void write() {
        ByteBuffer group = ByteBuffer.allocateDirect(1 << 20);
        List<Entry> entries = new ArrayList<>();
        try {
            for (Entry first = waiting.take(); !first.payload().equals(STOP); first = waiting.take()) {
                entries.add(first);
                waiting.drainTo(entries, 1_000);
                entries.forEach(entry -> append(entry, group));
                force(group.flip());
                for (Entry entry : entries) {
                    ready.add(entry.payload());
                    entry.forced().complete(null);
                }
                entries.clear();
                group.clear();
            }
        } catch (IOException | InterruptedException e) {
            entries.forEach(entry -> entry.forced().completeExceptionally(e));
        }
    }

    private static void append(Entry entry, ByteBuffer group) {
        byte[] bytes = entry.payload().getBytes(UTF_8);
        group.putInt(bytes.length)
                .position(group.position() + HEADER_BYTES - Integer.BYTES)
                .put(bytes);
    }

    private void force(ByteBuffer group) throws IOException {
        if (position + group.remaining() > LOG_BYTES) {
            position = 0;
        }
        position += log.write(group, position);
        log.force(false);
    }

    private void work() {
        try {
            started.await();
            for (String payload = ready.take(); !payload.equals(STOP); payload = ready.take()) {
                Work.run(payload);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean settled() {
        return true;
    }

    @Override
    public void close() {
        waiting.add(new Entry(STOP, new CompletableFuture<>()));
        started.countDown();
        ready.add(STOP);
        try {
            writer.join();
            worker.join();
            log.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException("the log cannot be closed", e);
        }
    }
}
