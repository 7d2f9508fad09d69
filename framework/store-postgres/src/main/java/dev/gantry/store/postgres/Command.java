package dev.gantry.store.postgres;

import dev.gantry.store.Completion;
import dev.gantry.store.Ending;
import dev.gantry.store.NewRun;
import dev.gantry.store.RunUpdate;
import dev.gantry.store.Submission;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Something that the writer is to do. */
sealed interface Command {

    /** What a row weighs besides its texts. */
    long ROW = 500;

    /** What the caller waits for. */
    Outcome<?> outcome();

    /** How many characters it has to write, roughly. */
    default long weight() {
        return 1;
    }

    /** Runs to be created; all that wait are created together. */
    record Submit(List<NewRun> runs, Outcome<List<Submission>> outcome) implements Command {

        @Override
        public long weight() {
            return runs.stream().mapToLong(run -> run.params().length() + ROW).sum();
        }
    }

    /** Reports of attempts, perhaps their ends; all that wait are recorded together. */
    record Report(List<Entry> entries, Outcome<List<UUID>> outcome) implements Command {

        @Override
        public long weight() {
            return entries.stream().mapToLong(Entry::weight).sum();
        }

        /** A report, and how the attempt ended if it did. */
        record Entry(RunUpdate update, Optional<Ending> ending) {

            static Entry of(Completion completion) {
                return new Entry(completion.last(), Optional.of(completion.ending()));
            }

            private long weight() {
                long lines = update.log().lines().stream()
                        .mapToLong(line -> line.message().length())
                        .sum();
                return ROW + lines + update.data().map(String::length).orElse(0);
            }

            boolean isEmpty() {
                return ending.isEmpty()
                        && update.progress().isEmpty()
                        && update.log().isEmpty()
                        && update.data().isEmpty();
            }
        }
    }

    /** Something that is done for itself. */
    record Single<T>(Work<T> work, boolean claims, Outcome<T> outcome) implements Command {

        void decide(Transaction transaction) throws SQLException {
            outcome.answer(work.in(transaction));
        }
    }

    /** What is to be done within a transaction. It may throw what its caller is to be told, before it has written. */
    @FunctionalInterface
    interface Work<T> {
        T in(Transaction transaction) throws SQLException;
    }
}
