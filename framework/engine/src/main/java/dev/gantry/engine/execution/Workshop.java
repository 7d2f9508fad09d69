package dev.gantry.engine.execution;

import dev.gantry.engine.jobs.Caller;
import dev.gantry.engine.jobs.LiveJobs;
import dev.gantry.engine.time.Timers;
import dev.gantry.store.Completion;
import dev.gantry.store.LeaseRef;
import java.util.Optional;
import java.util.function.Function;

/**
 * What every attempt of a worker shares.
 *
 * @param settings how attempts are executed
 * @param timers the engine's time
 * @param wall real time, for waiting on real threads
 * @param flusher writes what attempts report
 * @param folders where runs work
 * @param jobs makes the Job API of an attempt
 * @param desk where attempts report their end
 */
record Workshop(
        ExecutionSettings settings,
        Timers timers,
        Timers wall,
        Flusher flusher,
        WorkFolders folders,
        Function<Caller, LiveJobs> jobs,
        Desk desk) {

    /** Where attempts report their end. */
    interface Desk {

        /** The slot that an attempt occupies from its start on. */
        AttemptSlot slotOf(LeaseRef attempt, StopSwitch stopSwitch);

        /** An attempt has ended and gives its slot back; yields the one that has it now and is yet to be begun. */
        Optional<Attempt> slotFree(Attempt attempt);

        /** Begin an attempt that has a slot, on a thread of its plugin. */
        void begin(Attempt attempt);

        /**
         * All that an attempt reported is written or part of this.
         *
         * @param completion for the store; absent if the run is no longer this worker's
         */
        void ended(Attempt attempt, Optional<Completion> completion);

        /** An attempt is about to be ended while its thread goes on. */
        void leftBehind(Attempt attempt);

        /** The thread of an attempt that had been left behind is done after all, or was done just before. */
        void cameBack(Attempt attempt);
    }
}
