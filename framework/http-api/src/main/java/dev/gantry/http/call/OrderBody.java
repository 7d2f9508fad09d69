package dev.gantry.http.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gantry.client.wire.WireJson;
import dev.gantry.engine.catalog.Catalog;
import dev.gantry.engine.catalog.JobDefinition;
import dev.gantry.engine.jobs.QueueOrder;
import dev.gantry.engine.jobs.RunSetup;
import dev.gantry.job.Target;
import dev.gantry.schema.UnreadableJsonException;
import dev.gantry.store.RunOptions;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What is to be queued, as the body of a call says it. */
final class OrderBody {

    private static final List<String> MEMBERS =
            List.of("job", "params", "description", "tags", "config", "target", "priority", "runAt");
    private static final List<String> TARGET_MEMBERS = List.of("place", "name", "user", "port", "sudo");
    private static final int LAST_PORT = 65_535;

    private OrderBody() {}

    static QueueOrder read(byte[] body, Catalog catalog) throws UnreadableJsonException {
        JsonBody order = JsonBody.parse(body, MEMBERS);
        String job = order.text("job").orElse("");
        if (job.isEmpty()) {
            order.fault("/job", "expected the path of a job, such as examples/fizz_buzz, or its job type");
        }
        RunOptions options = new RunOptions(
                order.text("description").orElse(""),
                tags(order),
                order.number("priority", Integer.MIN_VALUE, Integer.MAX_VALUE).orElseGet(() -> priority(catalog, job)),
                order.parsed("runAt", "a moment with its offset, such as 2026-11-21T20:00:00Z", OffsetDateTime::parse)
                        .map(OffsetDateTime::toInstant),
                Optional.empty());
        String params = order.object("params").map(JsonNode::toString).orElse("{}");
        RunSetup setup = new RunSetup(
                order.object("config").map(OrderBody::map).orElse(Map.of()),
                order.inner("target", TARGET_MEMBERS).map(OrderBody::target).orElse(Target.LOCALHOST));
        order.done();
        return new QueueOrder(job, params, options, setup, Optional.empty());
    }

    private static int priority(Catalog catalog, String job) {
        return catalog.job(job)
                .or(() -> catalog.jobOfType(job))
                .map(JobDefinition::policy)
                .map(policy -> policy.priority())
                .orElse(0);
    }

    private static Map<String, String> tags(JsonBody order) {
        Map<String, String> tags = new LinkedHashMap<>();
        order.object("tags")
                .ifPresent(object -> object.properties().forEach(tag -> {
                    if (tag.getValue().isValueNode() && !tag.getKey().isEmpty()) {
                        tags.put(tag.getKey(), tag.getValue().asText());
                    } else {
                        order.fault("/tags", "expected names with a string for each");
                    }
                }));
        return tags;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(ObjectNode object) {
        return WireJson.mapper().convertValue(object, Map.class);
    }

    private static Target target(JsonBody target) {
        Target.Place place = target.parsed(
                        "place",
                        "LOCALHOST, DOCKER or HOST",
                        name -> Target.Place.valueOf(name.toUpperCase(Locale.ROOT)))
                .orElse(Target.Place.LOCALHOST);
        try {
            return new Target(
                    place,
                    target.text("name").orElse(""),
                    target.text("user"),
                    target.number("port", 1, LAST_PORT),
                    target.flag("sudo"));
        } catch (IllegalArgumentException e) {
            target.fault("", e.getMessage());
            return Target.LOCALHOST;
        }
    }
}
