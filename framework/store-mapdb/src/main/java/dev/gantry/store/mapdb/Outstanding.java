package dev.gantry.store.mapdb;

import dev.gantry.store.Claim;
import dev.gantry.store.Claims;
import dev.gantry.store.Run;
import dev.gantry.store.memory.Change;
import dev.gantry.store.memory.Ledger;
import dev.gantry.store.memory.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Claims that were answered, and whose frame then could not be forced.
 *
 * <p>Their workers execute them by now. So they stand: nobody else is given these runs, their limits count them, their fences
 * are not given out again, and their ends are taken once the disk is well. Only readers see them as the disk has them until
 * they are written after all, by themselves or with the next change of their run. If the process dies before, it has never
 * been, as after a power cut; nobody executes them then. For the thread of the committer.
 */
final class Outstanding {

    private final Ledger ledger;
    private final Shelf shelf;
    /** Each run as readers see it. */
    private final Map<UUID, Row> shown = new LinkedHashMap<>();

    Outstanding(Ledger ledger, Shelf shelf) {
        this.ledger = ledger;
        this.shelf = shelf;
    }

    boolean isEmpty() {
        return shown.isEmpty();
    }

    /**
     * Whether a claim could stand without anything that shares its frame: each run was durable as it was when it was claimed,
     * so that no submit or end that may yet be refused is needed for it.
     */
    boolean couldStand(Claims claims) {
        for (Claim claim : claims.claims()) {
            Row durable = shelf.held(claim.run().uuid());
            if (durable == null || !isNext(durable.run(), claim.run())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNext(Run durable, Run claimed) {
        return claimed.stamp().revision() == durable.stamp().revision() + 1;
    }

    /** Let claims stand that were answered, when all that shared their frame was taken back. */
    void add(List<Claims> answered) {
        List<Change> leases = new ArrayList<>();
        for (Claims claims : answered) {
            ledger.stand(claims, change -> {
                if (change instanceof Change.OfRun ofRun && !ofRun.renewal()) {
                    shown.putIfAbsent(ofRun.after().uuid(), ofRun.before().orElseThrow());
                } else {
                    leases.add(change);
                }
            });
        }
        shelf.publish(leases);
    }

    /** What is to be written of the claims that stand. */
    List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        shown.forEach((uuid, before) ->
                changes.add(Change.standing(before, ledger.find(uuid).orElseThrow())));
        return changes;
    }

    /** Changes as readers come to see them: from what they saw of a run to what is durable of it now. */
    List<Change> showable(List<Change> changes) {
        if (shown.isEmpty()) {
            return changes;
        }
        List<Change> showable = new ArrayList<>();
        for (Change change : changes) {
            if (change instanceof Change.OfRun ofRun
                    && shown.containsKey(ofRun.after().uuid())) {
                if (!ofRun.renewal()) {
                    showable.add(ofRun.from(shown.remove(ofRun.after().uuid())));
                }
            } else {
                showable.add(change);
            }
        }
        return showable;
    }
}
