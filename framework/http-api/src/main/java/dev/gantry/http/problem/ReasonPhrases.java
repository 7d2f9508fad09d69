package dev.gantry.http.problem;

import java.util.Map;
import org.glassfish.grizzly.http.util.HttpStatus;

/** What the first line of an answer says of its status, also where Grizzly has no words for it. */
public final class ReasonPhrases {

    private static final Map<Integer, String> MISSING =
            Map.of(421, "Misdirected Request", 422, "Unprocessable Content", 507, "Insufficient Storage");

    private ReasonPhrases() {}

    /** The phrase of a status. */
    public static String of(int status) {
        String missing = MISSING.get(status);
        return missing == null ? HttpStatus.getHttpStatus(status).getReasonPhrase() : missing;
    }
}
