package dev.gantry.store.memory;

import dev.gantry.store.Run;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * The runs of one project that are due and wait for their turn. While the project has room, the first of each job type
 * stands in its {@link Lane}; the others stand in nobody's way.
 */
final class Project {

    private final Map<String, Queue> queues = new HashMap<>();
    private int limit;
    private int running;

    private static final class Queue {
        private final TreeSet<Run> waiting = new TreeSet<>(Lane.FIRST_SERVED);
        private final Lane lane;
        private Run offered;

        private Queue(Lane lane) {
            this.lane = lane;
        }

        private void offer(boolean room) {
            Run first = room && !waiting.isEmpty() ? waiting.first() : null;
            if (isOffered(first)) {
                return;
            }
            if (offered != null) {
                lane.withdraw(offered);
            }
            if (first != null) {
                lane.offer(first);
            }
            offered = first;
        }

        private boolean isOffered(Run first) {
            if (first == null || offered == null) {
                return first == null && offered == null;
            }
            return first.number() == offered.number();
        }
    }

    Project(int limit) {
        this.limit = limit;
    }

    private boolean hasRoom() {
        return running < limit;
    }

    /** A run is due. */
    void join(Run run, Lane lane) {
        Queue queue = queues.computeIfAbsent(run.jobType(), type -> new Queue(lane));
        queue.waiting.add(run);
        queue.offer(hasRoom());
    }

    /** A run that was due is not waiting any more. */
    void leave(Run run) {
        Queue queue = queues.get(run.jobType());
        boolean found = queue != null && queue.waiting.remove(run);
        assert found : run;
        queue.offer(hasRoom());
        if (queue.waiting.isEmpty()) {
            queues.remove(run.jobType());
        }
    }

    /** More or fewer of its runs are RUNNING. */
    void running(int more) {
        boolean hadRoom = hasRoom();
        running += more;
        offerAgain(hadRoom);
    }

    void limit(int newLimit) {
        boolean hadRoom = hasRoom();
        limit = newLimit;
        offerAgain(hadRoom);
    }

    private void offerAgain(boolean hadRoom) {
        if (hasRoom() != hadRoom) {
            queues.values().forEach(queue -> queue.offer(hasRoom()));
        }
    }

    boolean isEmpty() {
        return running == 0 && queues.isEmpty();
    }
}
