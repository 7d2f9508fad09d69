package dev.gantry.engine;

import dev.gantry.job.JobApiException;

/** A submit was refused because too many runs are queued already. Nothing of it took effect. */
public final class QueueFullException extends JobApiException {

    private static final long serialVersionUID = 1;

    QueueFullException(long queued, long limit) {
        super(503, "%d runs are queued and the limit is %d; try again when some are done".formatted(queued, limit));
    }
}
