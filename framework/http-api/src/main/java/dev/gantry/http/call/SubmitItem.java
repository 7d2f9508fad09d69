package dev.gantry.http.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gantry.engine.catalog.JobDefinition;
import dev.gantry.store.RunOptions;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One of many runs in a body: its params, or an object that has them as {@code params} among other members. What has a
 * member {@code params} is of the second form, also where a param is called like that.
 *
 * @param params as they were sent
 * @param options what was said besides
 * @param below where in the item the params are, as a JSON pointer
 */
record SubmitItem(JsonNode params, RunOptions options, String below) {

    private static final String PARAMS = "params";
    private static final String KEY = "idempotencyKey";
    private static final List<String> MEMBERS = List.of(PARAMS, "description", "tags", "priority", "runAt", KEY);

    /**
     * Read an item.
     *
     * @throws dev.gantry.http.problem.ProblemException with every fault of what stands beside the params
     */
    static SubmitItem read(JsonNode item, JobDefinition job) {
        RunOptions usual = usual(job);
        if (!(item instanceof ObjectNode object) || !object.has(PARAMS)) {
            return new SubmitItem(item, usual, "");
        }
        if (object.size() == 1) {
            return new SubmitItem(object.get(PARAMS), usual, "/" + PARAMS);
        }
        JsonBody members = JsonBody.of(object, MEMBERS);
        RunOptions options = new RunOptions(
                members.text("description").orElse(""),
                OrderBody.tags(members),
                members.number("priority", Integer.MIN_VALUE, Integer.MAX_VALUE).orElse(usual.priority()),
                members.parsed("runAt", "a moment with its offset, such as 2026-11-21T20:00:00Z", SubmitItem::moment)
                        .map(OffsetDateTime::toInstant),
                members.parsed(
                        KEY, "1 to %d characters".formatted(SubmitOptions.LONGEST_KEY), SubmitOptions::idempotencyKey));
        members.done();
        return new SubmitItem(object.get(PARAMS), options, "/" + PARAMS);
    }

    private static OffsetDateTime moment(String text) {
        OffsetDateTime moment = OffsetDateTime.parse(text);
        if (moment.getYear() < 0 || moment.getYear() > Query.LAST_YEAR) {
            throw new IllegalArgumentException("RFC 3339 has no digits for the year of " + text);
        }
        return moment;
    }

    private static RunOptions usual(JobDefinition job) {
        int priority = job.policy().priority();
        return priority == 0
                ? RunOptions.NONE
                : new RunOptions("", Map.of(), priority, Optional.empty(), Optional.empty());
    }
}
