package dev.gantry.http.transfer;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of a content that is asked for: {@code Range: bytes=0-99}, {@code bytes=100-}, {@code bytes=-100}.
 *
 * @param from the first byte
 * @param length how many; 0 or less if no byte of the content is among those asked for
 */
record ByteRange(long from, long length) {

    private static final Pattern ONE = Pattern.compile("bytes\\s*=\\s*(\\d{0,18})\\s*-\\s*(\\d{0,18})");

    /** The range of a content that a header asks for; empty if it asks for several, or is none: then all is sent. */
    static Optional<ByteRange> parse(String header, long size) {
        Matcher one = ONE.matcher(header.strip());
        if (!one.matches() || (one.group(1).isEmpty() && one.group(2).isEmpty())) {
            return Optional.empty();
        }
        if (one.group(1).isEmpty()) {
            long last = Math.min(size, Long.parseLong(one.group(2)));
            return Optional.of(new ByteRange(size - last, last));
        }
        long from = Long.parseLong(one.group(1));
        long to = one.group(2).isEmpty() ? size - 1 : Long.parseLong(one.group(2));
        if (!one.group(2).isEmpty() && to < from) {
            return Optional.empty();
        }
        return Optional.of(new ByteRange(from, Math.min(to, size - 1) - from + 1));
    }
}
