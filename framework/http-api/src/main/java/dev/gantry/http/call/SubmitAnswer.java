package dev.gantry.http.call;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.gantry.client.wire.Problem;
import dev.gantry.client.wire.WireJson;
import dev.gantry.engine.SubmitResult;
import dev.gantry.http.problem.Problems;
import dev.gantry.schema.InvalidParamsException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The answer to many submits: an array with {@code {"uuid"}} or a problem for each. */
final class SubmitAnswer {

    private static final int BYTES_PER_RESULT = 50;

    private SubmitAnswer() {}

    /**
     * Write the results.
     *
     * @param below where in each item its params were, as a JSON pointer
     */
    static byte[] json(List<SubmitResult> results, List<String> below) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(BYTES_PER_RESULT * results.size() + 2);
        try (JsonGenerator out = WireJson.mapper().createGenerator(bytes)) {
            out.writeStartArray();
            for (int i = 0; i < results.size(); i++) {
                if (results.get(i) instanceof SubmitResult.Taken taken) {
                    out.writeStartObject();
                    out.writeStringField("uuid", taken.submission().run().uuid().toString());
                    out.writeEndObject();
                } else if (results.get(i) instanceof SubmitResult.Refused refused) {
                    out.writePOJO(problem(refused, below.get(i)));
                }
            }
            out.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Problem problem(SubmitResult.Refused refused, String below) {
        Problem problem = Problems.of(refused.why());
        return !(refused.why() instanceof InvalidParamsException)
                ? problem
                : problem.with(problem.errors().stream()
                        .map(fault -> new Problem.Fault(below + fault.pointer(), fault.detail()))
                        .toList());
    }
}
