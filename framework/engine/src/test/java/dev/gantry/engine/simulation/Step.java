package dev.gantry.engine.simulation;

import dev.gantry.job.RunResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One thing that a simulated job does. */
interface Step {

    /** Do it, and end the attempt with what is returned, if anything. */
    Optional<RunResult> take(Actor actor) throws Exception;

    /** How long it takes at most, in milliseconds, if nothing gets in its way. */
    default long length() {
        return 0;
    }

    private static Optional<RunResult> goOn() {
        return Optional.empty();
    }

    /** Be busy for a time, and react to interrupts. */
    record Work(long millis) implements Step {

        @Override
        public Optional<RunResult> take(Actor actor) throws Exception {
            actor.sleep(millis);
            actor.run().checkCancelled();
            return goOn();
        }

        @Override
        public long length() {
            return millis;
        }
    }

    /** Be busy for a time, and react to nothing. */
    record Ignore(long millis) implements Step {

        @Override
        public Optional<RunResult> take(Actor actor) {
            actor.sleepDeaf(millis);
            return goOn();
        }

        @Override
        public long length() {
            return millis;
        }
    }

    /** Report progress, a line and data. */
    record Report() implements Step {

        @Override
        public Optional<RunResult> take(Actor actor) {
            actor.run().addToCompleteness(0.1);
            actor.run().info("so far, so good");
            actor.run().data(new PlannedJob.Data(actor.run().attempt()));
            return goOn();
        }
    }

    /** Break, as long as it is one of the first attempts. */
    record BreakAtFirst(int attempts) implements Step {

        @Override
        public Optional<RunResult> take(Actor actor) {
            if (actor.run().attempt() <= attempts) {
                throw new IllegalStateException("planned");
            }
            return goOn();
        }
    }

    /** Ask for a retry, which the job's verdict decides on. */
    record Retry() implements Step {

        @Override
        public Optional<RunResult> take(Actor actor) {
            throw actor.run().retry(503, "planned");
        }
    }

    /** Be run again later, as long as it is one of the first attempts. */
    record AgainAtFirst(int attempts, long millis) implements Step {

        @Override
        public Optional<RunResult> take(Actor actor) {
            return actor.run().attempt() <= attempts ? Optional.of(RunResult.again(Duration.ofMillis(millis))) : goOn();
        }
    }

    /** End with a code. */
    record End(int code) implements Step {

        @Override
        public Optional<RunResult> take(Actor actor) {
            return Optional.of(RunResult.code(code));
        }
    }

    /** Queue children. */
    record Queue(List<Child> children) implements Step {

        @Override
        public Optional<RunResult> take(Actor actor) {
            actor.queue(children);
            return goOn();
        }
    }

    /** Wait for all children at once. */
    record AwaitAll(long millis) implements Step {

        @Override
        public Optional<RunResult> take(Actor actor) {
            actor.awaitAll(millis);
            return goOn();
        }

        @Override
        public long length() {
            return millis;
        }
    }

    /** Wait for each child on a thread of its own. */
    record AwaitEach(long millis) implements Step {

        @Override
        public Optional<RunResult> take(Actor actor) throws Exception {
            actor.awaitEach(millis);
            return goOn();
        }

        @Override
        public long length() {
            return millis;
        }
    }

    /** Cancel the first child. */
    record CancelChild() implements Step {

        @Override
        public Optional<RunResult> take(Actor actor) {
            actor.cancelFirst();
            return goOn();
        }
    }

    /** Wait until so many runs have come so far. */
    record Meet(Meeting meeting) implements Step {

        @Override
        public Optional<RunResult> take(Actor actor) throws Exception {
            actor.await(meeting.arrive());
            return goOn();
        }
    }

    /**
     * A run that a job queues.
     *
     * @param job the path of its job
     * @param plan what it does
     * @param project where; empty: the one that is made up
     */
    record Child(String job, int plan, Optional<String> project) {}
}
