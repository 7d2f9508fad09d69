package dev.gantry.verify.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.client.GantryClient;
import dev.gantry.client.GantryException;
import dev.gantry.client.ItemResult;
import dev.gantry.client.RunItem;
import dev.gantry.client.SubmitOptions;
import dev.gantry.verify.history.Call;
import dev.gantry.verify.history.Call.Answer;
import dev.gantry.verify.history.Call.Operation;
import dev.gantry.verify.history.Call.Outcome;
import dev.gantry.verify.history.FileContent;
import dev.gantry.verify.history.FileSight;
import dev.gantry.verify.history.Order;
import dev.gantry.verify.history.Sighting;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Calls a server and writes down what came of it. */
final class Caller {

    private static final int CREATED = 201;
    private static final int UNFORESEEN = 500;

    private final GantryClient client;
    private final JobApiCalls addressed;
    private final Recorder recorder;
    private final Path witness;

    Caller(GantryClient client, JobApiCalls addressed, Recorder recorder, Path witness) {
        this.client = client;
        this.addressed = addressed;
        this.recorder = recorder;
        this.witness = witness;
    }

    /** What a call yields. */
    private record Yield(UUID run, Optional<Sighting> sighting) {}

    void submit(Order order) {
        Map<String, Object> params = Orders.params(order, witness);
        call(
                Operation.SUBMIT,
                order,
                Optional.empty(),
                () -> new Yield(
                        order.project().isPresent()
                                ? addressed.queue(order, params)
                                : client.submit(order.leaf(), params, options(order)),
                        Optional.empty()));
    }

    private static SubmitOptions options(Order order) {
        SubmitOptions options = SubmitOptions.NONE;
        for (Map.Entry<String, String> tag : order.tags().entrySet()) {
            options = options.tag(tag.getKey(), tag.getValue());
        }
        return order.keyed() ? options.idempotencyKey(order.mark()) : options;
    }

    /** Submit orders of one job, which have no project, in one call; what becomes of each is a call of its own. */
    void submitAll(List<Order> orders) {
        List<RunItem> items = orders.stream()
                .map(order -> new RunItem(Orders.params(order, witness), options(order)))
                .toList();
        long asked = System.nanoTime();
        List<Call> calls = new ArrayList<>();
        try {
            List<ItemResult> results = client.submitAll(orders.get(0).leaf(), items);
            for (int i = 0; i < orders.size(); i++) {
                calls.add(submitted(orders.get(i), asked, results.get(i)));
            }
        } catch (GantryException e) {
            Answer answer = new Answer(outcome(e.status()), e.status(), Optional.empty());
            orders.forEach(order -> calls.add(submitted(order, asked, Optional.empty(), answer)));
        } catch (UncheckedIOException e) {
            Answer answer = new Answer(Outcome.UNANSWERED, 0, Optional.empty());
            orders.forEach(order -> calls.add(submitted(order, asked, Optional.empty(), answer)));
        }
        calls.forEach(recorder::add);
    }

    private static Call submitted(Order order, long asked, ItemResult result) {
        Answer answer = result.problem()
                .map(problem -> new Answer(outcome(problem.status()), problem.status(), Optional.empty()))
                .orElse(new Answer(Outcome.DONE, CREATED, Optional.empty()));
        return submitted(order, asked, result.uuid(), answer);
    }

    private static Call submitted(Order order, long asked, Optional<UUID> run, Answer answer) {
        return new Call(Operation.SUBMIT, order.mark(), run, asked, System.nanoTime(), answer);
    }

    /** What went wrong in a way that nobody foresaw may have happened before it did. */
    private static Outcome outcome(int status) {
        return status == UNFORESEEN ? Outcome.UNANSWERED : Outcome.REFUSED;
    }

    /** Write a file of a run that is in a project. */
    void putFile(Recorder.Known known, String name, FileContent content) {
        file(Operation.PUT_FILE, known, FileSight.written(name, content), sight -> {
            addressed.putFile(known.order(), name, content);
            return sight;
        });
    }

    /** Read a file of a run that is in a project: all of it, or the bytes between two. */
    void readFile(Recorder.Known known, String name, Optional<ByteSpan> span) {
        file(
                Operation.READ_FILE,
                known,
                FileSight.asked(name),
                sight -> sight.read(addressed.file(known.order(), name, span)));
    }

    private void file(Operation operation, Recorder.Known known, FileSight sight, UnaryOperator<FileSight> call) {
        long asked = System.nanoTime();
        Answer answer;
        try {
            answer = new Answer(Outcome.DONE, 200, Optional.empty(), Optional.of(call.apply(sight)));
        } catch (GantryException e) {
            answer = new Answer(outcome(e.status()), e.status(), Optional.empty(), Optional.of(sight));
        } catch (UncheckedIOException e) {
            answer = new Answer(Outcome.UNANSWERED, 0, Optional.empty(), Optional.of(sight));
        }
        recorder.add(
                new Call(operation, known.order().mark(), Optional.of(known.run()), asked, System.nanoTime(), answer));
    }

    /** Write the stash of a run that is in a project. */
    void stash(Recorder.Known known, int content) {
        Sighting meant = new Sighting(0, "STASH", 0, content);
        call(Operation.STASH, known.order(), Optional.of(known.run()), Optional.of(meant), () -> {
            Sighting written = addressed.putStash(known.order(), content);
            return new Yield(known.run(), Optional.of(written));
        });
    }

    void read(Recorder.Known known) {
        call(Operation.READ, known.order(), Optional.of(known.run()), () -> {
            Sighting seen = sighting(client.dump(Orders.ROOT, known.run()));
            return new Yield(known.run(), Optional.of(seen));
        });
    }

    static Sighting sighting(JsonNode dump) {
        return new Sighting(
                dump.path("cas").asLong(),
                dump.path("gantry").path("state").asText(),
                dump.path("resultCode").asInt(),
                dump.path("step").asInt());
    }

    void cancel(Recorder.Known known) {
        call(Operation.CANCEL, known.order(), Optional.of(known.run()), () -> {
            client.cancel(Orders.ROOT, known.run());
            return new Yield(known.run(), Optional.empty());
        });
    }

    void retry(Recorder.Known known) {
        call(Operation.RETRY, known.order(), Optional.of(known.run()), () -> {
            client.retry(Orders.ROOT, known.run());
            return new Yield(known.run(), Optional.empty());
        });
    }

    private void call(Operation operation, Order order, Optional<UUID> run, Supplier<Yield> call) {
        call(operation, order, run, Optional.empty(), call);
    }

    private void call(
            Operation operation, Order order, Optional<UUID> run, Optional<Sighting> meant, Supplier<Yield> call) {
        long asked = System.nanoTime();
        Optional<UUID> about = run;
        Answer answer;
        try {
            Yield yielded = call.get();
            about = Optional.of(yielded.run());
            answer = new Answer(Outcome.DONE, 200, yielded.sighting());
        } catch (GantryException e) {
            answer = new Answer(outcome(e.status()), e.status(), meant);
        } catch (UncheckedIOException e) {
            answer = new Answer(Outcome.UNANSWERED, 0, meant);
        }
        recorder.add(new Call(operation, order.mark(), about, asked, System.nanoTime(), answer));
    }
}
