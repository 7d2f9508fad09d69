package dev.gantry.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gantry.schema.Corpus.Color;
import dev.gantry.schema.Corpus.Everything;
import dev.gantry.schema.Corpus.Window;
import jakarta.ws.rs.DefaultValue;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class DefaultsTest {

    record All(
            @DefaultValue("50") int n,
            @DefaultValue("-9000000000") long big,
            @DefaultValue("0.25") double ratio,
            @DefaultValue("true") boolean loud,
            @DefaultValue("two words") String text,
            @DefaultValue("red") Color color,
            @DefaultValue("2024-02-29") LocalDate day,
            @DefaultValue("2024-02-29T12:00:00Z") Instant instant,
            @DefaultValue("PT1M") Duration pause,
            @DefaultValue("[\"a\",\"b\"]") List<String> list,
            @DefaultValue("{\"a\":1}") Map<String, Integer> map,
            @DefaultValue("{\"to\":\"2021-01-01\"}") Window window,
            @DefaultValue("4") Optional<Integer> four,
            @DefaultValue("5") OptionalInt five,
            @DefaultValue("2024-02-29") Optional<LocalDate> maybe,

            @JsonProperty(value = "re-named", defaultValue = "x")
            String renamed) {}

    record Absent(String text, Integer boxed, List<String> list, Optional<String> maybe, OptionalInt number) {}

    record Deep(Window window, List<Window> list, Map<String, Window> map, Optional<Window> maybe) {}

    @Test
    void aDefaultOfEachTypeIsFilledInAndBound() {
        assertThat(Given.bound(All.class, "{}"))
                .isEqualTo(new All(
                        50,
                        -9000000000L,
                        0.25,
                        true,
                        "two words",
                        Color.RED,
                        LocalDate.of(2024, 2, 29),
                        Instant.parse("2024-02-29T12:00:00Z"),
                        Duration.ofMinutes(1),
                        List.of("a", "b"),
                        Map.of("a", 1),
                        new Window(LocalDate.of(2020, 1, 1), LocalDate.of(2021, 1, 1), null),
                        Optional.of(4),
                        OptionalInt.of(5),
                        Optional.of(LocalDate.of(2024, 2, 29)),
                        "x"));
    }

    @Test
    void whatIsStoredHasEveryDefaultAndWhatWasGivenStays() {
        assertThat(Given.completed(PostSchemaTest.FizzBuzz.class, "{\"n\":20}"))
                .isEqualTo(Given.json("{\"n\":20,\"fizzDivisor\":3,\"buzzDivisor\":5}"));
    }

    @Test
    void theBodyIsLeftAsItIs() throws Exception {
        var body = Given.body("{}");
        Given.params(PostSchemaTest.FizzBuzz.class).complete(body);

        assertThat(body).isEmpty();
    }

    @Test
    void nestedDefaultsAreFilledInWhereverARecordStands() {
        String given = "{\"window\":{},\"list\":[{},{\"from\":\"2000-01-01\"}],\"map\":{\"a\":{}},\"maybe\":{}}";

        assertThat(Given.completed(Deep.class, given))
                .isEqualTo(Given.json(given.replace("{}", "{\"from\":\"2020-01-01\"}")));
    }

    record Page(
            @DefaultValue("1") int first, @DefaultValue("9") int last) {
        Page {
            if (last < first) {
                throw new IllegalArgumentException("last is before first");
            }
        }
    }

    record Paged(@DefaultValue("{\"first\":2}") Page page) {}

    @Test
    void aDefaultMayLeaveToTheRecordWhatItHasDefaultsFor() {
        assertThat(Given.bound(Paged.class, "{}")).isEqualTo(new Paged(new Page(2, 9)));
    }

    @Test
    void aNestedRecordThatIsAbsentStaysAbsent() {
        assertThat(Given.completed(Deep.class, "{}")).isEmpty();
    }

    @Test
    void whatIsAbsentWithoutDefaultIsNullOrEmpty() {
        assertThat(Given.bound(Absent.class, ""))
                .isEqualTo(new Absent(null, null, null, Optional.empty(), OptionalInt.empty()));
    }

    @Test
    void defaultsOfParamsThatWereStoredBeforeTheyHadThemAreFilledInWhenBound() throws Exception {
        assertThat(Given.params(PostSchemaTest.FizzBuzz.class).bind("{\"n\":1}"))
                .isEqualTo(new PostSchemaTest.FizzBuzz(1, 3, 5));
    }

    @Test
    void everyKindOfComponentIsBound() {
        String body = """
                {"octet":1,"small":2,"huge":123456789012345678901234567890,"single":1.5,"price":1.10,"letter":"x","tag":"t",
                 "lower":"abc","mail":"a@example.org","first-name":"Ada","local":"2024-01-01T10:00:00","clock":"10:00:00",
                 "id":"d5de4383-ea62-47a0-85fd-419762c457c6","link":"https://example.org/a","bytes":"AQI=","names":["a","b"],
                 "array":[1,2],"counts":{"a":1},"windows":{"red":{}},"grid":[[{}]],"maybe":2,"number":3,
                 "texts":{"one":"a","more":["b"]},"spans":{"one":{}},"figure":{"kind":"circle","radius":1},
                 "figures":[{"kind":"square","side":2}],"code":"c","hidden":{"key":"k"},"anything":{"a":[null]},
                 "tree":{"a":null}}""";

        Everything bound = Given.bound(Everything.class, body);

        assertThat(bound.price()).hasToString("1.10");
        assertThat(bound.bytes()).containsExactly(1, 2);
        assertThat(bound.figure()).isEqualTo(new Corpus.Circle(1, Color.RED));
        assertThat(bound.figures()).containsExactly(new Corpus.Square(2, null));
        assertThat(bound.spans().one().from()).isEqualTo(LocalDate.of(2020, 1, 1));
        assertThat(bound.windows()).containsOnlyKeys(Color.RED);
        assertThat(bound.code().value()).isEqualTo("c");
        assertThat(bound.tree().toString()).isEqualTo("{\"a\":null}");
    }
}
