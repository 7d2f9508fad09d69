package dev.gantry.engine.execution;

import dev.gantry.engine.catalog.JobDefinition;
import dev.gantry.engine.jobs.Caller;
import dev.gantry.store.Claim;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What an attempt lends to its Job API. */
record AttemptCaller(Claim claim, JobDefinition job, RunNarrator narrator, StopSwitch stopSwitch, AttemptSlot slot)
        implements Caller {

    @Override
    public void warning(String message) {
        narrator.warning(message);
    }

    @Override
    public boolean lost() {
        return stopSwitch.reason().equals(Optional.of(StopReason.LOST));
    }

    @Override
    public void checkStopped() {
        stopSwitch.checkStopped();
    }

    @Override
    public CompletableFuture<Void> stopped() {
        return stopSwitch.stopped();
    }

    @Override
    public void giveSlotBack() {
        slot.giveBack();
    }

    @Override
    public void takeSlotAgain() {
        slot.takeAgain();
    }
}
