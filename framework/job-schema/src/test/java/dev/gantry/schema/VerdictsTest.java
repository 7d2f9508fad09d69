package dev.gantry.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What is wrong with bodies of {@code everything}, by pointer. The form of the web console reads the same file in its own
 * tests: both have to agree on what is valid.
 */
class VerdictsTest {

    @TestFactory
    Stream<DynamicTest> everyBodyHasTheFaultsThatAreWrittenDown() {
        return StreamSupport.stream(Given.resource("everything.verdicts.json").spliterator(), false)
                .map(verdict -> DynamicTest.dynamicTest(verdict.get("about").asText(), () -> judge(verdict)));
    }

    private static void judge(JsonNode verdict) {
        List<String> expected = StreamSupport.stream(verdict.get("faults").spliterator(), false)
                .map(JsonNode::asText)
                .toList();

        assertThat(pointers(verdict.get("body").toString())).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static List<String> pointers(String body) {
        try {
            Given.params(Corpus.Everything.class).complete(Given.body(body));
            return List.of();
        } catch (InvalidParamsException e) {
            return e.faults().stream().map(Fault::pointer).distinct().toList();
        }
    }
}
