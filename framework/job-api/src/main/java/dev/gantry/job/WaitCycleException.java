package dev.gantry.job;

import java.util.List;

/** A wait was refused because it could never end. */
public class WaitCycleException extends JobApiException {

    private static final long serialVersionUID = 1;

    private final transient List<String> cycle;

    /**
     * Make one.
     *
     * @param cycle who waits for whom: begins and ends with the run that wanted to wait, each as {@code project/jobId}
     */
    public WaitCycleException(List<String> cycle, String message) {
        super(409, message);
        this.cycle = List.copyOf(cycle);
    }

    /** Who waits for whom: begins and ends with the run that wanted to wait, each as {@code project/jobId}. */
    public List<String> cycle() {
        return cycle;
    }
}
