package dev.gantry.client.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.client.wire.RunOrder;
import dev.gantry.client.wire.TargetEntry;
import dev.gantry.job.JobApiException;
import dev.gantry.job.RunSpec;
import dev.gantry.job.Target;
import java.util.Map;
import java.util.Optional;

/** What is to be run, as it is sent. */
final class Orders {

    private Orders() {}

    static RunOrder of(RunSpec spec, RunUrl url) {
        UserValues values = new UserValues();
        String job = spec.job()
                .or(() -> spec.jobClass().map(JobPaths::of))
                .orElseThrow(() -> new JobApiException(
                        422,
                        "%s is queued from outside of a job, so there is none to be inherited; name it: what -> what.job(\"examples/fizz_buzz\")"
                                .formatted(url)));
        return new RunOrder(
                job,
                spec.params().map(params -> values.tree(params)).orElse(null),
                spec.config().map(config -> map(values.tree(config), values)).orElse(null),
                spec.target().map(Orders::entry).orElse(null),
                new RunOrder.Options(
                        Optional.of(spec.description())
                                .filter(text -> !text.isEmpty())
                                .orElse(null),
                        spec.tags().orElse(null),
                        spec.priority().orElse(null),
                        spec.runAt().orElse(null)));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(JsonNode config, UserValues values) {
        return values.fit(config, Map.class);
    }

    private static TargetEntry entry(Target target) {
        return new TargetEntry(
                target.place().name(),
                target.name().isEmpty() ? null : target.name(),
                target.user().orElse(null),
                target.port().orElse(null),
                target.sudo().orElse(null));
    }
}
