package dev.gantry.job;

/** What becomes of a run whose attempt broke: see {@link BaseJob#afterBreak}. */
public enum Verdict {
    /** The run is queued again and attempted after the delay that its {@link RunPolicy} says. */
    RESTART,
    /** The run ends as failed, with result 500. */
    GIVE_UP
}
