package dev.gantry.store;

/** Something was to be done on behalf of a run that is no longer held under that lease, or was cancelled. Nothing was done. */
public final class LeaseLostException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Make one for a lease. */
    public LeaseLostException(LeaseRef lease) {
        super("run %s is no longer held under fence %d, or was cancelled; nothing was done on its behalf"
                .formatted(lease.uuid(), lease.fence()));
    }
}
