package dev.gantry.store.postgres;

import java.util.HashMap;
import java.util.Map;

/** Tags as the database has them: {@code name=value}, with an equals sign in a name marked as odd. */
final class Tags {

    private Tags() {}

    static String[] toDatabase(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag -> name(tag.getKey()) + "=" + Texts.toDatabase(tag.getValue()))
                .sorted()
                .toArray(String[]::new);
    }

    private static String name(String name) {
        String[] parts = name.split("=", -1);
        StringBuilder written = new StringBuilder(Texts.toDatabase(parts[0]));
        for (int i = 1; i < parts.length; i++) {
            Texts.mark('=', written);
            written.append(Texts.toDatabase(parts[i]));
        }
        return written.toString();
    }

    static Map<String, String> fromDatabase(String[] written) {
        Map<String, String> tags = new HashMap<>();
        for (String tag : written) {
            int equals = tag.indexOf('=');
            tags.put(Texts.fromDatabase(tag.substring(0, equals)), Texts.fromDatabase(tag.substring(equals + 1)));
        }
        return tags;
    }
}
