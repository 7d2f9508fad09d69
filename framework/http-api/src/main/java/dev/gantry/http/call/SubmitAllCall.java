package dev.gantry.http.call;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.engine.RunLot;
import dev.gantry.engine.SubmitResult;
import dev.gantry.engine.catalog.JobDefinition;
import dev.gantry.http.problem.ProblemException;
import dev.gantry.schema.InvalidParamsException;
import dev.gantry.schema.JobInput;
import dev.gantry.schema.UnreadableJsonException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Starts many runs: {@code POST /{leaf}/jobs}. No thread waits for the disk. */
public final class SubmitAllCall {

    /** How many runs one call may bring. */
    static final int MOST_ITEMS = 10_000;

    private static final Set<String> LINES = Set.of("x-ndjson", "ndjson", "x-jsonlines", "jsonl");

    private final Api api;
    private final JobDefinition job;

    SubmitAllCall(Api api, JobDefinition job) {
        this.api = api;
        this.job = job;
    }

    /**
     * 201 with a result for each item, in order, once all runs are durable; 200 if not all are new runs. What is wrong
     * with an item is its own result, and the others are submitted.
     *
     * @param body an array of items, or one item a line if its type says so
     */
    @POST
    @Produces(Api.JSON)
    public CompletionStage<Response> submit(byte[] body, @Context UriInfo uri, @Context HttpHeaders headers)
            throws UnreadableJsonException, InvalidParamsException {
        var unused = new Query(uri.getQueryParameters(), List.of());
        MediaType type = headers.getMediaType();
        boolean lines = type != null && LINES.contains(type.getSubtype().toLowerCase(Locale.ROOT));
        if (!lines) {
            SubmitCall.checkType(type);
        }
        Items items = api.gate().pass(job, () -> items(body, lines));
        return items.lot.submit().thenApplyAsync(items::answer, api.workers());
    }

    private Items items(byte[] body, boolean lines) throws UnreadableJsonException {
        Items items = new Items(api.engine().lot(job));
        if (lines) {
            items.addLines(body);
        } else {
            JobInput.parseElements(body, items::add);
        }
        return items;
    }

    /** The items of one body, as they are read. */
    private final class Items {

        private final RunLot lot;
        private final List<String> below = new ArrayList<>();

        private Items(RunLot lot) {
            this.lot = lot;
        }

        private void add(JsonNode item) {
            place("");
            try {
                SubmitItem read = SubmitItem.read(item, job);
                below.set(below.size() - 1, read.below());
                lot.add(read.params(), read.options());
            } catch (ProblemException e) {
                lot.refuse(e);
            }
        }

        private void addLines(byte[] body) {
            int start = 0;
            for (int at = 0; at <= body.length; at++) {
                if (at == body.length || body[at] == '\n') {
                    addLine(Arrays.copyOfRange(body, start, at));
                    start = at + 1;
                }
            }
        }

        private void addLine(byte[] line) {
            if (isBlank(line)) {
                return;
            }
            JsonNode item;
            try {
                item = JobInput.parse(line);
            } catch (UnreadableJsonException e) {
                place("");
                lot.refuse(e);
                return;
            }
            add(item);
        }

        private void place(String pointer) {
            if (below.size() == MOST_ITEMS) {
                throw ProblemException.tooMany(MOST_ITEMS);
            }
            below.add(pointer);
        }

        private Response answer(List<SubmitResult> results) {
            boolean allNew = results.stream()
                    .allMatch(result -> result instanceof SubmitResult.Taken taken
                            && taken.submission().created());
            byte[] json = SubmitAnswer.json(results, below);
            return Response.status(allNew ? 201 : 200)
                    // It is longer than what is buffered to find out its length.
                    .header(HttpHeaders.CONTENT_LENGTH, json.length)
                    .entity(json)
                    .build();
        }
    }

    private static boolean isBlank(byte[] line) {
        for (byte character : line) {
            if (character != ' ' && character != '\t' && character != '\r') {
                return false;
            }
        }
        return true;
    }
}
