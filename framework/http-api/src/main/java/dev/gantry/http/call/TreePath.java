package dev.gantry.http.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;

/**
 * A path below the base path, segment by segment. An encoded slash is part of a segment and never separates two, so no
 * spelling leads to a name other than the one it says; one slash at the end is passed over.
 */
record TreePath(List<String> segments) {

    TreePath {
        segments = List.copyOf(segments);
    }

    static TreePath parse(String raw) {
        String trimmed = raw.endsWith("/") ? raw.substring(0, raw.length() - 1) : raw;
        return new TreePath(
                Arrays.stream(trimmed.split("/", -1)).map(TreePath::decoded).toList());
    }

    private static String decoded(String segment) {
        try {
            // The decoder is one for forms, in which a plus sign is a space.
            String name = URLDecoder.decode(segment.replace("+", "%2B"), UTF_8);
            return name.contains("/") ? segment : name;
        } catch (IllegalArgumentException notEncoded) {
            return segment;
        }
    }

    int size() {
        return segments.size();
    }

    String segment(int index) {
        return segments.get(index);
    }

    String last() {
        return segments.get(segments.size() - 1);
    }

    /** All but the last segment, joined with slashes. */
    String parent() {
        return String.join("/", segments.subList(0, segments.size() - 1));
    }

    /** All segments, joined with slashes. */
    @Override
    public String toString() {
        return String.join("/", segments);
    }
}
