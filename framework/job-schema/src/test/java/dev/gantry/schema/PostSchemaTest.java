package dev.gantry.schema;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.gantry.schema.Corpus.Everything;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import jakarta.ws.rs.DefaultValue;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostSchemaTest {

    record FizzBuzz(
            @DefaultValue("50") int n,
            @DefaultValue("3") int fizzDivisor,
            @DefaultValue("5") int buzzDivisor) {}

    record Nothing() {}

    record Narrow(
            byte octet,
            @Min(-5) @Max(5) short small,
            @Min(-1000) byte wide,
            @Positive byte positive,
            List<Byte> octets,
            int whole,
            long big) {}

    record Tree(String name, List<Tree> children, Tree next) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Named(String startDate) {}

    record Outer(Params inner) {
        record Params(String x) {}
    }

    @Test
    void theSchemaOfTheSeedComesOutToTheLetter() {
        assertThat(Given.json(Given.params(FizzBuzz.class).postSchema()))
                .isEqualTo(Given.resource("fizz_buzz.post-schema.json"));
    }

    @Test
    void aNarrowIntegerHasTheRangeOfItsTypeUnlessItsAuthorNarrowedIt() {
        JsonNode schema = Given.json(Given.params(Narrow.class).postSchema()).at("/definitions/Params/properties");

        assertThat(bounds(schema.get("octet"))).isEqualTo("minimum -128, maximum 127");
        assertThat(bounds(schema.get("small"))).isEqualTo("minimum -5, maximum 5");
        assertThat(bounds(schema.get("wide"))).isEqualTo("minimum -128, maximum 127");
        assertThat(bounds(schema.get("positive"))).isEqualTo("exclusiveMinimum 0, maximum 127");
        assertThat(bounds(schema.at("/octets/items"))).isEqualTo("minimum -128, maximum 127");
    }

    @Test
    void anIntegerOfTheSeedHasNoRangeOfItsOwnNorHasOneThatABrowserCouldNotHold() {
        JsonNode schema = Given.json(Given.params(Narrow.class).postSchema()).at("/definitions/Params/properties");

        assertThat(bounds(schema.get("whole"))).isEmpty();
        assertThat(bounds(schema.get("big"))).isEmpty();
    }

    private static String bounds(JsonNode schema) {
        return schema.properties().stream()
                .filter(keyword -> keyword.getKey().endsWith("imum"))
                .map(keyword -> keyword.getKey() + " " + keyword.getValue())
                .sorted(Comparator.comparing((String bound) -> bound.contains("aximum")))
                .collect(joining(", "));
    }

    @Test
    void propertiesComeInTheOrderOfDeclaration() {
        assertThat(Given.params(FizzBuzz.class).names()).containsExactly("n", "fizzDivisor", "buzzDivisor");
        assertThat(Given.params(FizzBuzz.class).postSchema())
                .containsSubsequence("\"n\"", "\"fizzDivisor\"", "\"buzzDivisor\"");
    }

    @Test
    void everyKindOfComponentHasItsSchema() {
        assertThat(Given.json(Given.params(Everything.class).postSchema()))
                .isEqualTo(Given.resource("everything.post-schema.json"));
    }

    @Test
    void aSchemaIsValidDraft7() {
        JsonNode schema = Given.json(Given.params(Everything.class).postSchema());

        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                        .getSchema(SchemaLocation.of("http://json-schema.org/draft-07/schema#"))
                        .validate(schema))
                .isEmpty();
    }

    @Test
    void aRecordWithoutComponentsTakesAnEmptyBody() {
        assertThat(Given.json(Given.params(Nothing.class).postSchema()).at("/definitions/Params"))
                .isEqualTo(Given.json("{\"type\":\"object\",\"properties\":{},\"additionalProperties\":false}"));
        assertThat(Given.params(Nothing.class).names()).isEmpty();
        assertThat(Given.bound(Nothing.class, "")).isEqualTo(new Nothing());
        assertThat(Given.faults(Nothing.class, "{\"a\":1}"))
                .containsExactly("/a unknown property; none is expected here");
    }

    @Test
    void aRecursiveRecordRefersToItself() {
        assertThat(Given.json(Given.params(Tree.class).postSchema())
                        .at("/definitions/Params/properties/children/items/$ref")
                        .asText())
                .isEqualTo("#/definitions/Params");
        assertThat(Given.bound(Tree.class, "{\"name\":\"a\",\"next\":{\"name\":\"b\"}}")
                        .next()
                        .name())
                .isEqualTo("b");
    }

    @Test
    void aBodyAsDeepAsInputMayBeIsBound() {
        String deepest = "{\"next\":".repeat(JobInput.MAX_DEPTH - 1) + "{}" + "}".repeat(JobInput.MAX_DEPTH - 1);

        assertThat(Given.completed(Tree.class, deepest)).isEqualTo(Given.json(deepest));
        assertThat(Given.bound(Tree.class, deepest)).isNotNull();
    }

    @Test
    void aNamingStrategyIsFollowedInSchemaFaultsAndBinding() {
        assertThat(Given.params(Named.class).names()).containsExactly("start_date");
        assertThat(Given.faults(Named.class, "{\"startDate\":\"2024-01-01\"}"))
                .containsExactly("/startDate unknown property; did you mean \"start_date\"?");
        assertThat(Given.bound(Named.class, "{\"start_date\":\"2024-01-01\"}").startDate())
                .isEqualTo("2024-01-01");
    }

    @Test
    void anotherRecordCalledParamsHasAnotherName() {
        JsonNode schema = Given.json(Given.params(Outer.class).postSchema());

        assertThat(schema.at("/definitions/Params/properties").has("inner")).isTrue();
        assertThat(schema.at("/definitions/Outer.Params/properties").has("x")).isTrue();
    }
}
