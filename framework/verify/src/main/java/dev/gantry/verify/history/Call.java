package dev.gantry.verify.history;

import java.util.Optional;
import java.util.UUID;

/**
 * A call and its answer.
 *
 * @param operation what was asked for
 * @param mark of the order that it is about
 * @param run the run; of a submit, the one that was answered
 * @param asked when it was sent
 * @param answered when the answer, or the end of the connection, was noticed
 * @param answer what came back
 */
public record Call(Operation operation, String mark, Optional<UUID> run, long asked, long answered, Answer answer) {

    /** What can be asked for. */
    public enum Operation {
        SUBMIT,
        READ,
        CANCEL,
        RETRY,
        /** Write its stash. */
        STASH,
        /** Write one of its files. */
        PUT_FILE,
        /** Read one of its files, all of it or a range. */
        READ_FILE
    }

    /** What became of it. */
    public enum Outcome {
        /** It happened. */
        DONE,
        /** It did not happen. */
        REFUSED,
        /** Nobody knows. */
        UNANSWERED
    }

    /**
     * What came back.
     *
     * @param outcome what became of the call
     * @param status the HTTP status; 0 if there was none
     * @param sighting what a read saw, or a write of a stash wrote, with its version as revision and its content as step
     * @param file what was written to a file or read of it
     */
    public record Answer(Outcome outcome, int status, Optional<Sighting> sighting, Optional<FileSight> file) {

        /** Of a call that is not about a file. */
        public Answer(Outcome outcome, int status, Optional<Sighting> sighting) {
            this(outcome, status, sighting, Optional.empty());
        }
    }

    /** Whether it happened. */
    public boolean done() {
        return answer.outcome() == Outcome.DONE;
    }

    /** Whether it may have happened. */
    public boolean possible() {
        return answer.outcome() != Outcome.REFUSED;
    }

    /** Whether it changes something. */
    public boolean changes() {
        return operation != Operation.READ && operation != Operation.READ_FILE;
    }
}
