package dev.gantry.http.transport;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.gantry.client.wire.Problem;
import dev.gantry.client.wire.WireJson;
import dev.gantry.http.problem.ReasonPhrases;
import java.util.Locale;
import org.glassfish.grizzly.http.server.ErrorPageGenerator;
import org.glassfish.grizzly.http.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes problems of the errors that the server answers before a call is reached: a path outside the base path, a stop. */
public final class ProblemPages implements ErrorPageGenerator {

    private static final Logger log = LoggerFactory.getLogger(ProblemPages.class);

    @Override
    public String generate(Request request, int status, String reason, String description, Throwable thrown) {
        if (thrown != null) {
            log.error("a request failed before it reached a call", thrown);
        }
        request.getResponse().setContentType(Problem.MEDIA_TYPE + "; charset=utf-8");
        String title = ReasonPhrases.of(status);
        String kind = title.toLowerCase(Locale.ROOT).replace(' ', '-');
        String detail = thrown == null ? description : reason;
        try {
            return WireJson.mapper()
                    .writeValueAsString(Problem.of(kind, title, status, detail).at(request.getRequestURI()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem cannot be written", e);
        }
    }
}
