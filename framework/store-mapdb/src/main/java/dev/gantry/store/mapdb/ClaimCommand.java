package dev.gantry.store.mapdb;

import dev.gantry.store.ClaimRequest;
import dev.gantry.store.Claims;

/** A claim on its way to the committer: it may be answered before it is forced. */
final class ClaimCommand extends Command<Claims> {

    ClaimCommand(ClaimRequest request) {
        super((ledger, now, changes) -> ledger.claim(request, now, changes), false);
    }

    /** What was claimed, once the claim was applied. */
    Claims claims() {
        return result();
    }
}
