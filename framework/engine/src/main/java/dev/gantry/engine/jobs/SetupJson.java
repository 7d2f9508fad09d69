package dev.gantry.engine.jobs;

import dev.gantry.job.Target;
import dev.gantry.schema.PlainJson;
import dev.gantry.schema.UnreadableJsonException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A run's setup as JSON text: {@code {"config":{…},"target":{"place":"DOCKER","name":"debian",…}}}. */
final class SetupJson {

    private SetupJson() {}

    static String write(RunSetup setup) {
        Map<String, Object> all = new LinkedHashMap<>();
        if (!setup.config().isEmpty()) {
            all.put("config", setup.config());
        }
        if (!setup.target().equals(Target.LOCALHOST)) {
            all.put("target", plain(setup.target()));
        }
        return PlainJson.write(all);
    }

    private static Map<String, Object> plain(Target target) {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("place", target.place().name());
        plain.put("name", target.name());
        target.user().ifPresent(user -> plain.put("user", user));
        target.port().ifPresent(port -> plain.put("port", port));
        target.sudo().ifPresent(sudo -> plain.put("sudo", sudo));
        return plain;
    }

    static RunSetup read(String json) {
        try {
            Map<?, ?> all = (Map<?, ?>) PlainJson.read(json);
            return new RunSetup(
                    config(all.get("config")),
                    Optional.ofNullable((Map<?, ?>) all.get("target"))
                            .map(SetupJson::target)
                            .orElse(Target.LOCALHOST));
        } catch (UnreadableJsonException | ClassCastException e) {
            throw new IllegalArgumentException("a stored setup is not what this engine writes: " + json, e);
        }
    }

    @SuppressWarnings("unchecked") // what a JSON object is read as
    private static Map<String, Object> config(Object plain) {
        return plain == null ? Map.of() : (Map<String, Object>) plain;
    }

    private static Target target(Map<?, ?> plain) {
        return new Target(
                Target.Place.valueOf((String) plain.get("place")),
                (String) plain.get("name"),
                Optional.ofNullable((String) plain.get("user")),
                Optional.ofNullable((Number) plain.get("port")).map(Number::intValue),
                Optional.ofNullable((Boolean) plain.get("sudo")));
    }
}
