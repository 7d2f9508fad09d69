package dev.gantry.verify.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.client.GantryClient;
import dev.gantry.client.GantryException;
import dev.gantry.client.SubmitOptions;
import dev.gantry.verify.history.Call;
import dev.gantry.verify.history.Call.Answer;
import dev.gantry.verify.history.Call.Operation;
import dev.gantry.verify.history.Call.Outcome;
import dev.gantry.verify.history.Order;
import dev.gantry.verify.history.Sighting;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Calls a server and writes down what came of it. */
final class Caller {

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
        SubmitOptions options = SubmitOptions.NONE;
        for (Map.Entry<String, String> tag : order.tags().entrySet()) {
            options = options.tag(tag.getKey(), tag.getValue());
        }
        SubmitOptions chosen = order.keyed() ? options.idempotencyKey(order.mark()) : options;
        Map<String, Object> params = new HashMap<>(order.params());
        params.put("mark", order.mark());
        params.put("witness", witness.toString());
        params.put("steps", Integer.valueOf(order.params().get("steps")));
        params.put("stepMillis", Integer.valueOf(order.params().get("stepMillis")));
        call(
                Operation.SUBMIT,
                order,
                Optional.empty(),
                () -> new Yield(
                        order.project().isPresent()
                                ? addressed.queue(order, params)
                                : client.submit(order.leaf(), params, chosen),
                        Optional.empty()));
    }

    /** Write the stash of a run, if it has an address. */
    void stash(Recorder.Known known, int content) {
        if (known.order().project().isPresent()) {
            Sighting meant = new Sighting(0, "STASH", 0, content);
            call(Operation.STASH, known.order(), Optional.of(known.run()), Optional.of(meant), () -> {
                Sighting written = addressed.putStash(known.order(), content);
                return new Yield(known.run(), Optional.of(written));
            });
        }
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
            // What went wrong in a way that nobody foresaw may have happened before it did.
            Outcome outcome = e.status() == UNFORESEEN ? Outcome.UNANSWERED : Outcome.REFUSED;
            answer = new Answer(outcome, e.status(), meant);
        } catch (UncheckedIOException e) {
            answer = new Answer(Outcome.UNANSWERED, 0, meant);
        }
        recorder.add(new Call(operation, order.mark(), about, asked, System.nanoTime(), answer));
    }
}
