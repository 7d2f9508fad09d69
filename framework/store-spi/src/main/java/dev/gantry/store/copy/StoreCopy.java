package dev.gantry.store.copy;

import dev.gantry.store.Belongings;
import dev.gantry.store.CopyableStore;
import dev.gantry.store.Run;
import dev.gantry.store.RunQuery;
import dev.gantry.store.RunRecord;
import dev.gantry.store.StoreUnavailableException;
import dev.gantry.store.Transfer;
import dev.gantry.store.copy.CopyProgress.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongConsumer;

/**
 * Carries all that one store has to another that has nothing, some runs at a time in the order of their numbers, and compares
 * both afterwards. A copy that was cut off is gone on with: what the target has by then must be the first part of what the
 * source has.
 *
 * <p>Nobody else may work on either store meanwhile. The source is not changed.
 */
public final class StoreCopy {

    private final CopyableStore source;
    private final CopyableStore target;
    private final CopyProgress progress;
    private final FileCopy files;
    private long copied;

    private StoreCopy(CopyableStore source, CopyableStore target, CopyProgress progress) {
        this.source = source;
        this.target = target;
        this.progress = progress;
        this.files = new FileCopy(source, target);
    }

    /**
     * Copy.
     *
     * @throws CopyException if the target holds something else, or something of the source cannot be read: all before it is
     *     in the target, and a copy that is started again goes on there
     * @throws StoreUnavailableException if one of the stores fails
     */
    public static CopyReport copy(CopyableStore source, CopyableStore target, CopyProgress progress) {
        return new StoreCopy(source, target, progress).copy();
    }

    private CopyReport copy() {
        long there = newest(target);
        long last = newest(source);
        long found = check(there);
        carry(there, last);
        carryBesides();
        Comparison comparison = new Comparison(source, target, files);
        comparison.runs(there, Long.MAX_VALUE, following(Stage.VERIFYING, there, last, progress));
        comparison.besides();
        return new CopyReport(copied, found, files.files(), files.bytes(), comparison.differences());
    }

    private static long newest(CopyableStore store) {
        return store.list(RunQuery.newest("", 1)).stream()
                .mapToLong(Run::number)
                .findFirst()
                .orElse(0);
    }

    private static LongConsumer following(Stage stage, long after, long upTo, CopyProgress progress) {
        return new LongConsumer() {
            private long runs;

            @Override
            public void accept(long number) {
                runs++;
                progress.at(stage, runs, (double) (number - after) / Math.max(1, upTo - after));
            }
        };
    }

    /** How many runs an earlier copy brought. */
    private long check(long there) {
        Comparison comparison = new Comparison(source, target, files);
        comparison.runs(0, there, following(Stage.CHECKING, 0, there, progress));
        if (!comparison.differences().isEmpty()) {
            throw new CopyException(
                    "the target holds other runs than the source, or they have changed since they were copied: %s. Nothing was changed; name an empty target."
                            .formatted(comparison.differences().get(0)));
        }
        return comparison.equal();
    }

    private void carry(long after, long last) {
        RecordCursor cursor = new RecordCursor(source, "the source", after, Long.MAX_VALUE);
        List<RunRecord> some = cursor.takeSome();
        while (!some.isEmpty()) {
            List<RunRecord> carried = new ArrayList<>(some.size());
            for (RunRecord record : some) {
                carried.add(new RunRecord(
                        record.run(), record.body(), record.log(), files.carry(record.belongings()), record.remotes()));
            }
            copied += await(target.receive(Transfer.of(carried)));
            long number = some.get(some.size() - 1).run().number();
            progress.at(Stage.COPYING, copied, (double) (number - after) / Math.max(1, last - after));
            some = cursor.takeSome();
        }
    }

    private void carryBesides() {
        source.concurrencies().forEach((project, concurrency) -> await(target.limitProject(project, concurrency)));
        for (UUID run : source.unsubmitted()) {
            Belongings carried = files.carry(Comparison.belongings(source, run));
            await(target.receive(new Transfer(List.of(), List.of(carried), List.of())));
        }
        await(target.receive(new Transfer(List.of(), List.of(), source.remoteCancels())));
    }

    private static <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof StoreUnavailableException unavailable) {
                throw unavailable;
            }
            throw new CopyException(
                    "the target does not take what the source has: "
                            + e.getCause().getMessage(),
                    e);
        }
    }
}
