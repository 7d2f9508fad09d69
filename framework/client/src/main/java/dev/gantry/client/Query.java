package dev.gantry.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;

/** The query of a URL, as it is put together. */
final class Query {

    private final StringBuilder text = new StringBuilder();

    Query add(String name, String value) {
        text.append(text.isEmpty() ? '?' : '&')
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, UTF_8).replace("+", "%20"));
        return this;
    }

    /** With its question mark; empty if there is nothing in it. */
    @Override
    public String toString() {
        return text.toString();
    }
}
