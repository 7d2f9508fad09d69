package dev.gantry.verify.check;

import static dev.gantry.verify.history.Call.Operation.PUT_FILE;
import static dev.gantry.verify.history.Call.Operation.READ_FILE;

import dev.gantry.verify.history.Call;
import dev.gantry.verify.history.FilePart;
import dev.gantry.verify.history.FileSight;
import dev.gantry.verify.history.FinalRun;
import dev.gantry.verify.history.Order;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A file is there from the moment that its write was acknowledged, and is one of the contents that were written: whole, not
 * mixed of two, and not one that an acknowledged write replaced.
 */
final class FileRule implements Rule {

    private static final int NOT_FOUND = 404;

    @Override
    public void check(Evidence evidence, Findings findings) {
        for (Order order : evidence.history().orders()) {
            List<Call> puts = evidence.possible(PUT_FILE, order.mark());
            evidence.calls(READ_FILE, order.mark()).forEach(read -> checkRead(read, puts, evidence, findings));
            for (FinalRun run : evidence.runs(order.mark())) {
                checkEnd(run, puts, evidence.history().end().files().getOrDefault(run.uuid(), Map.of()), findings);
            }
        }
    }

    private static void checkRead(Call read, List<Call> puts, Evidence evidence, Findings findings) {
        FileSight sight = sight(read);
        List<Call> candidates = candidates(sight.name(), puts, read.asked(), read.answered());
        if (sight.read().isPresent() && !isAny(candidates, sight.read().get())) {
            findings.add(
                    "the file %s of %s was read as %s; it could be %s",
                    sight.name(), read.mark(), sight.read().get(), contents(candidates));
        }
        boolean owed =
                puts.stream().anyMatch(put -> put.done() && isOf(put, sight.name()) && put.answered() < read.asked());
        if (read.answer().status() == NOT_FOUND && owed && !evidence.dropsRuns()) {
            findings.add("the file %s of %s was acknowledged and then not found", sight.name(), read.mark());
        }
    }

    private static void checkEnd(FinalRun run, List<Call> puts, Map<String, FilePart> files, Findings findings) {
        Set<String> owed =
                puts.stream().filter(Call::done).map(put -> sight(put).name()).collect(Collectors.toSet());
        owed.removeAll(files.keySet());
        if (!owed.isEmpty()) {
            findings.add(
                    "the files %s of %s were acknowledged and are lost",
                    owed, run.order().mark());
        }
        files.forEach((name, part) -> {
            List<Call> candidates = candidates(name, puts, Long.MAX_VALUE, Long.MAX_VALUE);
            if (!isAny(candidates, part)) {
                findings.add(
                        "the file %s of %s is %s; it could be %s",
                        name, run.order().mark(), part, contents(candidates));
            }
        });
    }

    private static FileSight sight(Call call) {
        return call.answer().file().orElseThrow();
    }

    private static boolean isOf(Call put, String name) {
        return sight(put).name().equals(name);
    }

    /** The writes whose content a read may see. */
    private static List<Call> candidates(String name, List<Call> puts, long asked, long answered) {
        return puts.stream()
                .filter(put -> isOf(put, name) && put.asked() < answered)
                .filter(put -> puts.stream()
                        .noneMatch(later -> put.done()
                                && later.done()
                                && isOf(later, name)
                                && put.answered() < later.asked()
                                && later.answered() < asked))
                .toList();
    }

    private static boolean isAny(List<Call> puts, FilePart part) {
        return puts.stream().anyMatch(put -> sight(put).written().orElseThrow().has(part));
    }

    private static List<String> contents(List<Call> puts) {
        return puts.stream()
                .map(put -> sight(put).written().orElseThrow().toString())
                .toList();
    }
}
