package dev.gantry.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which version of the server this is. */
final class Version {

    private static final String WRITTEN_BY_THE_BUILD = "/META-INF/maven/dev.gantry/gantry-http-api/pom.properties";

    private Version() {}

    /** The version of the jar; {@code development} if the classes are not in one. */
    static String current() {
        try (InputStream in = Version.class.getResourceAsStream(WRITTEN_BY_THE_BUILD)) {
            Properties written = new Properties();
            if (in != null) {
                written.load(in);
            }
            return written.getProperty("version", "development");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
