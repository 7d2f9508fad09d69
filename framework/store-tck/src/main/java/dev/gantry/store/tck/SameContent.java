package dev.gantry.store.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.store.CopyableStore;
import dev.gantry.store.Lease;
import dev.gantry.store.ProjectState;
import dev.gantry.store.Run;
import dev.gantry.store.RunQuery;
import dev.gantry.store.RunStore;
import dev.gantry.store.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Holds two stores against each other by all that can be asked of them. */
public final class SameContent {

    private static final List<String> PROJECTS = List.of("family", "other", "held", "early", "nobody");

    private SameContent() {}

    /** Expect that a store answers as another does, but for until when leases were good. */
    public static void expect(CopyableStore expected, CopyableStore actual) {
        List<Run> runs = expected.list(RunQuery.newest("", Integer.MAX_VALUE));
        assertThat(withoutLeases(actual.list(RunQuery.newest("", Integer.MAX_VALUE))))
                .isEqualTo(withoutLeases(runs));
        for (Run run : runs) {
            UUID uuid = run.uuid();
            assertThat(actual.body(uuid)).isEqualTo(expected.body(uuid));
            assertThat(actual.log(uuid, 0)).isEqualTo(expected.log(uuid, 0));
            run.request()
                    .options()
                    .idempotencyKey()
                    .ifPresent(key -> assertThat(
                                    actual.find(run.request().path(), key).map(Run::uuid))
                            .contains(uuid));
            expectBelongings(uuid, expected, actual);
        }
        assertThat(actual.unsubmitted()).isEqualTo(expected.unsubmitted());
        expected.unsubmitted().forEach(uuid -> expectBelongings(uuid, expected, actual));
        assertThat(actual.queued()).isEqualTo(expected.queued());
        assertThat(actual.remoteCancels()).containsExactlyInAnyOrderElementsOf(expected.remoteCancels());
        for (String project : PROJECTS) {
            ProjectState there = expected.project(project);
            ProjectState here = actual.project(project);
            assertThat(here.concurrency()).isEqualTo(there.concurrency());
            assertThat(here.queued()).isEqualTo(there.queued());
            assertThat(withoutLeases(here.running())).isEqualTo(withoutLeases(there.running()));
        }
    }

    private static List<Run> withoutLeases(List<Run> runs) {
        return runs.stream().map(SameContent::withoutLease).toList();
    }

    private static Run withoutLease(Run run) {
        Optional<Lease> plain = run.lease().map(held -> new Lease(held.worker(), held.fence(), Instant.EPOCH));
        return new Run(run.request(), run.stamp(), run.standing(), run.progress(), run.fence(), plain);
    }

    private static void expectBelongings(UUID run, RunStore expected, RunStore actual) {
        assertThat(actual.stash(run)).isEqualTo(expected.stash(run));
        assertThat(files(actual, run)).isEqualTo(files(expected, run));
    }

    private static Map<String, String> files(RunStore store, UUID run) {
        Map<String, String> files = new TreeMap<>();
        for (StoredFile file : store.files(run)) {
            try (InputStream in = Channels.newInputStream(store.contents().open(run, file.content(), 0))) {
                String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                files.put(file.name(), "%s by %s at %s".formatted(text, file.writer(), file.at()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files;
    }
}
