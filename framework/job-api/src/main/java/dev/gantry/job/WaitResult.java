package dev.gantry.job;

import java.util.Collection;

/**
 * What became of the runs that were waited for.
 *
 * @param ok how many succeeded
 * @param fail how many failed or were cancelled
 * @param timeout how many had not finished when the time was up
 */
public record WaitResult(int ok, int fail, int timeout) {

    /** Count the statuses of runs at the end of a wait; what is not finished counts as a time-out. */
    public static WaitResult of(Collection<RunStatus> statuses) {
        int ok =
                (int) statuses.stream().filter(status -> status == RunStatus.OK).count();
        int fail = (int)
                statuses.stream().filter(status -> status == RunStatus.FAIL).count();
        return new WaitResult(ok, fail, statuses.size() - ok - fail);
    }

    /** Whether every run succeeded. */
    public boolean allOk() {
        return fail == 0 && timeout == 0;
    }
}
