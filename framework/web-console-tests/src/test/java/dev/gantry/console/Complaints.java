package dev.gantry.console;

import java.util.ArrayList;
import java.util.List;

/** What pages wrote into the console of the browser. */
final class Complaints {

    private final List<String> all;
    private final List<String> expected = new ArrayList<>();

    Complaints(List<String> all) {
        this.all = all;
    }

    /** The browser itself complains of each answer that refuses: say so where a refusal is what is tested. */
    void expect(String part) {
        expected.add(part);
    }

    List<String> unexpected() {
        return all.stream()
                .filter(complaint -> expected.stream().noneMatch(complaint::contains))
                .toList();
    }
}
