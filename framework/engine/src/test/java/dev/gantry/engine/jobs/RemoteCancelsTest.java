package dev.gantry.engine.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.engine.time.Machine;
import dev.gantry.engine.time.SystemTimers;
import dev.gantry.engine.time.Timers;
import dev.gantry.job.JobApiException;
import dev.gantry.job.Jobs;
import dev.gantry.job.RunHandle;
import dev.gantry.store.ClaimRequest;
import dev.gantry.store.LeaseRef;
import dev.gantry.store.LogLine;
import dev.gantry.store.NewRun;
import dev.gantry.store.RemoteRun;
import dev.gantry.store.RunAddress;
import dev.gantry.store.RunOptions;
import dev.gantry.store.RunRequest;
import dev.gantry.store.RunStore;
import dev.gantry.store.memory.InMemoryRunStore;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Cancels on their way to another server. */
class RemoteCancelsTest {

    private static final String JOB = "examples_relay";
    private static final int SECONDS = 30;

    private final Timers timers = new SystemTimers("test-timer");
    private final InMemoryRunStore store = new InMemoryRunStore(timers);
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final Semaphore looks = new Semaphore(0);

    @AfterEach
    void close() {
        store.close();
        timers.close();
    }

    @Test
    void aCancelThatComesWhileItsServerIsToldOfAnotherIsToldToo() throws InterruptedException {
        CountDownLatch answer = new CountDownLatch(1);
        try (RemoteCancels cancels = cancels(jobId -> {
            told.add(jobId);
            awaitUnlessSecond(jobId, answer);
        })) {
            cancelParentOf("first");
            cancels.look();
            assertThat(told.poll(SECONDS, TimeUnit.SECONDS)).isEqualTo("first");

            cancelParentOf("second");
            cancels.look();
            awaitLooks(3);
            answer.countDown();

            assertThat(told.poll(SECONDS, TimeUnit.SECONDS)).isEqualTo("second");
        }
    }

    @Test
    void aRunWhoseCancelIsRefusedKeepsNoOtherFromBeingTold() throws InterruptedException {
        try (RemoteCancels cancels = cancels(jobId -> {
            if (jobId.equals("refused")) {
                throw new JobApiException(422, "no such name here");
            }
            told.add(jobId);
        })) {
            cancelParentOf("refused");
            cancelParentOf("other");

            cancels.look();

            assertThat(told.poll(SECONDS, TimeUnit.SECONDS)).isEqualTo("other");
        }
    }

    /** A look asks once for all servers, and once for the one that it begins to tell. */
    private void awaitLooks(int number) throws InterruptedException {
        assertThat(looks.tryAcquire(number, SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    /** The store, which counts how often it is asked what is to be cancelled. */
    private RunStore counted() {
        return (RunStore) Proxy.newProxyInstance(
                RunStore.class.getClassLoader(), new Class<?>[] {RunStore.class}, (proxy, method, arguments) -> {
                    Object answer = method.invoke(store, arguments);
                    if (method.getName().equals("remoteCancels")) {
                        looks.release();
                    }
                    return answer;
                });
    }

    private static void awaitUnlessSecond(String jobId, CountDownLatch answer) {
        try {
            assertThat(jobId.equals("second") || answer.await(SECONDS, TimeUnit.SECONDS))
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private RemoteCancels cancels(Consumer<String> cancel) {
        return new RemoteCancels(counted(), (server, caller) -> jobs(cancel), Machine.real(timers));
    }

    /** A server of which only cancels are wanted. */
    private static Jobs jobs(Consumer<String> cancel) {
        return (Jobs) Proxy.newProxyInstance(
                Jobs.class.getClassLoader(),
                new Class<?>[] {Jobs.class},
                (proxy, method, arguments) -> run((String) arguments[1], cancel));
    }

    private static RunHandle run(String jobId, Consumer<String> cancel) {
        return (RunHandle) Proxy.newProxyInstance(
                RunHandle.class.getClassLoader(), new Class<?>[] {RunHandle.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("cancel");
                    cancel.accept(jobId);
                    return null;
                });
    }

    private void cancelParentOf(String child) {
        RunRequest request = new RunRequest(UUID.randomUUID(), "examples/relay", JOB, RunOptions.NONE);
        store.submit(List.of(new NewRun(request, "{}"))).join();
        long fence = store.claim(new ClaimRequest("worker", 1, Duration.ofMinutes(10), Map.of(JOB, Integer.MAX_VALUE)))
                .join()
                .claims()
                .get(0)
                .fence();
        LeaseRef parent = new LeaseRef(request.uuid(), fence);
        store.linkRemote(parent, new RemoteRun(parent.uuid(), "http://other:8888", new RunAddress("there", child)))
                .join();
        store.cancel(parent.uuid(), LogLine.error(timers.instant(), 410, "Cancelled"))
                .join();
    }
}
