package dev.gantry.verify.check;

import dev.gantry.verify.history.FinalRun;
import dev.gantry.verify.history.Listing;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** A list holds each run that belongs on it, once, and no other. */
final class ListRule implements Rule {

    @Override
    public void check(Evidence evidence, Findings findings) {
        for (Listing listing : evidence.history().end().listings()) {
            Set<UUID> listed = new HashSet<>(listing.runs());
            if (listed.size() < listing.runs().size()) {
                findings.add("the list %s names a run twice", name(listing));
            }
            Set<UUID> right = evidence.runs().stream()
                    .filter(listing::asksFor)
                    .map(FinalRun::uuid)
                    .collect(Collectors.toSet());
            if (!listed.equals(right)) {
                Set<UUID> missing = new HashSet<>(right);
                missing.removeAll(listed);
                listed.removeAll(right);
                findings.add("the list %s lacks %s and has %s too many", name(listing), missing, listed);
            }
        }
    }

    private static String name(Listing listing) {
        return "[leaf %s, state %s, tags %s]".formatted(listing.leaf(), listing.state(), listing.tags());
    }
}
