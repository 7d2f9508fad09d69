package dev.gantry.store.tck;

import static dev.gantry.store.tck.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.store.FileContents;
import dev.gantry.store.FileWrite;
import dev.gantry.store.LeaseLostException;
import dev.gantry.store.LeaseRef;
import dev.gantry.store.RemoteRun;
import dev.gantry.store.RunAddress;
import dev.gantry.store.RunState;
import dev.gantry.store.StashWrite;
import dev.gantry.store.StoredFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;

/** The random steps that are about what hangs on runs, submitted or not. */
final class RandomAttachments {

    static final List<String> PROJECTS = List.of("p", "q.spawned_01", "r");

    private final StoreFixture fixture;
    private final SplittableRandom random;
    private final NaiveStore naive;
    private final Set<UUID> written = new HashSet<>();

    RandomAttachments(StoreFixture fixture, SplittableRandom random, NaiveStore naive) {
        this.fixture = fixture;
        this.random = random;
        this.naive = naive;
    }

    RunAddress anyAddress() {
        return new RunAddress(PROJECTS.get(random.nextInt(PROJECTS.size())), "j" + random.nextInt(150));
    }

    private UUID anyRun() {
        int size = naive.runs().size();
        UUID run = size == 0 || random.nextBoolean()
                ? anyAddress().uuid()
                : naive.runs().get(random.nextInt(size)).run().uuid();
        written.add(run);
        return run;
    }

    private LeaseRef anyLease() {
        List<LeaseRef> running = naive.runs().stream()
                .map(NaiveStore.NaiveRun::run)
                .filter(run -> run.state() == RunState.RUNNING)
                .map(run -> new LeaseRef(run.uuid(), run.fence()))
                .toList();
        return running.isEmpty() || random.nextInt(5) == 0
                ? new LeaseRef(anyRun(), random.nextInt(3))
                : running.get(random.nextInt(running.size()));
    }

    private Optional<LeaseRef> anyWriter() {
        return random.nextBoolean() ? Optional.empty() : Optional.of(anyLease());
    }

    /** Take a step; what it was. */
    String step() {
        return switch (random.nextInt(11)) {
            case 0, 1, 2, 3, 4 -> stash();
            case 5, 6 -> file();
            case 7, 8, 9 -> link();
            default -> confirm();
        };
    }

    private String stash() {
        UUID run = anyRun();
        long version =
                naive.attachments().stash(run).map(stash -> stash.version()).orElse(0L);
        long expected = random.nextInt(4) == 0 ? version + random.nextInt(3) - 1 : version;
        StashWrite write = new StashWrite(run, "[" + random.nextInt() + "]", expected, "w", anyWriter());
        if (write.by().isPresent() && !naive.holds(write.by().get())) {
            assertThatThrownBy(() -> await(fixture.store().putStash(write))).isInstanceOf(LeaseLostException.class);
        } else {
            boolean expectedToBeWritten = naive.attachments().putStash(write, fixture.now());
            assertThat(await(fixture.store().putStash(write)))
                    .isEqualTo(new StashWrite.Result(naive.attachments().stash(run), expectedToBeWritten));
        }
        compare(run);
        return write.toString();
    }

    private String file() {
        UUID run = anyRun();
        FileWrite write = new FileWrite(run, upload(run, "f" + random.nextInt(3)), anyWriter());
        if (write.by().isPresent() && !naive.holds(write.by().get())) {
            assertThatThrownBy(() -> await(fixture.store().putFile(write))).isInstanceOf(LeaseLostException.class);
        } else {
            naive.attachments().putFile(run, write.file());
            assertThat(await(fixture.store().putFile(write))).isEqualTo(write.file());
        }
        compare(run);
        return write.toString();
    }

    private StoredFile upload(UUID run, String name) {
        try (FileContents.Upload upload = fixture.store().contents().upload(run, "u" + random.nextInt(1 << 20))) {
            upload.write(ByteBuffer.allocate(random.nextInt(1_000)));
            return new StoredFile(name, upload.finish(), "w", fixture.now());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String link() {
        LeaseRef by = anyLease();
        RemoteRun child = new RemoteRun(by.uuid(), "http://other", new RunAddress("there", "j" + random.nextInt(3)));
        if (naive.maySpawn(by)) {
            naive.attachments().link(child);
            assertThat(await(fixture.store().linkRemote(by, child))).isEqualTo(child);
        } else {
            assertThatThrownBy(() -> await(fixture.store().linkRemote(by, child)))
                    .isInstanceOf(LeaseLostException.class);
        }
        compareRemoteCancels();
        return "link " + child + " by " + by;
    }

    private String confirm() {
        compareRemoteCancels();
        List<RemoteRun> pending = fixture.store().remoteCancels();
        if (pending.isEmpty()) {
            return "nothing to confirm";
        }
        RemoteRun child = pending.get(random.nextInt(pending.size()));
        naive.attachments().confirm(child);
        assertThat(await(fixture.store().confirmRemoteCancel(child))).isEqualTo(child);
        compareRemoteCancels();
        return "confirm " + child;
    }

    private void compareRemoteCancels() {
        assertThat(Set.copyOf(fixture.store().remoteCancels()))
                .isEqualTo(naive.attachments().remoteCancels());
    }

    private void compare(UUID run) {
        assertThat(fixture.store().stash(run)).isEqualTo(naive.attachments().stash(run));
        assertThat(fixture.store().files(run)).isEqualTo(naive.attachments().files(run));
    }

    void compareAll() {
        written.forEach(this::compare);
        compareRemoteCancels();
    }
}
