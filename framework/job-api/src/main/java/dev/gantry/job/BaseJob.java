package dev.gantry.job;

/**
 * The class that every job extends.
 *
 * <p>A concrete subclass with a {@link Leaf} is a job. It needs a constructor without arguments; a fresh instance is made
 * for every attempt, so fields may hold the state of one attempt, and no instance is ever used by two threads unless the
 * job itself does that. An attempt runs on a platform thread of its plugin's own, named after the run, with the plugin's
 * class loader as context class loader.
 *
 * <p>A run is attempted at least once, and again after a crash of the server: work that must not be done twice has to
 * notice that it is done, for example by what it left in {@link RunContext#data()}.
 *
 * @param <P> the params: a record, from which the schema, the form and the checks of the input are made
 * @param <D> the data that a run produces; anything Jackson can write and read
 */
public abstract class BaseJob<P extends Record, D> {

    /**
     * Do the work of one attempt.
     *
     * <p>An exception that leaves this method breaks the attempt: it is recorded on the run as error 500 with its stack
     * trace, counted, and {@link #afterBreak} decides what follows.
     *
     * @param params the input, complete with defaults and checked against its schema
     * @param run the run that this attempt belongs to; valid until this method returns
     * @return how the attempt ended; {@code null} is {@link RunResult#OK}
     * @throws Exception if the attempt broke
     */
    public abstract RunResult run(P params, RunContext<D> run) throws Exception;

    /**
     * Decide whether a run goes on after a broken attempt.
     *
     * <p>The default gives up once {@link RunContext#errorCount()} has reached {@link RunContext#maxErrors()}. If this
     * method itself throws, the run ends as failed.
     *
     * @param run the run, with the error or warning of this attempt already recorded
     * @param cause what broke the attempt
     */
    public Verdict afterBreak(RunContext<D> run, Throwable cause) {
        return run.errorCount() >= run.maxErrors() ? Verdict.GIVE_UP : Verdict.RESTART;
    }
}
