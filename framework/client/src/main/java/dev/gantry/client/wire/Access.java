package dev.gantry.client.wire;

import static java.util.Objects.requireNonNull;

/**
 * What a caller may do at a server.
 *
 * @param access {@code all}, or {@code read}: look at everything and change nothing
 */
public record Access(String access) {

    /** Everything. */
    public static final Access ALL = new Access("all");

    /** Look at everything and change nothing. */
    public static final Access READ = new Access("read");

    public Access {
        requireNonNull(access, "access is null");
    }

    /** Whether calls are answered that change something. */
    public boolean mayChange() {
        return equals(ALL);
    }
}
