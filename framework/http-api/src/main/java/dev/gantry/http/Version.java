package dev.gantry.http;

import java.util.Optional;

/** Which version of the server this is. */
final class Version {

    private Version() {}

    /** The version of the jar; {@code development} if the classes are not in one. */
    static String current() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
