package dev.gantry.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gantry.job.Secret;
import dev.gantry.schema.Corpus.Color;
import dev.gantry.schema.Corpus.Window;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {

    record Numbers(
            @DefaultValue("1") byte octet,
            @DefaultValue("1") short small,
            @DefaultValue("1") int n,
            @DefaultValue("1") long big,
            @DefaultValue("1") float single,
            @DefaultValue("1") double wide) {}

    record Required(
            int n,
            boolean b,
            @NotNull String s,
            @JsonProperty(value = "x/~y", required = true) Long l) {}

    record Text(
            @NotBlank String name,
            @Size(min = 2, max = 3) String code,
            @Pattern(regexp = "[a-z]+") String lower,
            @Email String mail,
            UUID id,
            URI link,
            Instant at,
            LocalDateTime local,
            Duration pause,
            Color color) {}

    record Lists(
            @Size(max = 2) List<@Min(1) @Max(9) Integer> l,
            Map<Color, Window> windows,
            @Positive Double d) {}

    record Range(int from, int to) {
        Range {
            if (from > to) {
                throw new IllegalArgumentException("from is %d; expected at most to, %d".formatted(from, to));
            }
        }
    }

    record Trip(
            String from,
            String to,
            Integer legs,
            @DefaultValue("10") int miles) {
        Trip {
            if (miles < 0) {
                throw new IllegalStateException("miles is " + miles);
            }
            int average = legs == null ? miles : miles / legs;
            if (average > 0 && from.equals(to)) {
                throw new IllegalArgumentException("from and to are both " + from);
            }
        }
    }

    record Named(
            @NotBlank @Pattern(regexp = "[a-z]+") String name,
            @NotBlank @Size(min = 3) String code,
            @NotEmpty String tag) {}

    record Ranges(List<Range> ranges, ZoneId zone, @Secret ZoneId hidden) {}

    @ParameterizedTest
    @CsvSource({
        "n, 1.5, 'expected an integer, found 1.5'",
        "n, 99999999999, 'expected at most 2147483647, found 99999999999'",
        "n, -2147483649, 'expected at least -2147483648, found -2147483649'",
        "octet, 128, 'expected at most 127, found 128'",
        "small, -40000, 'expected at least -32768, found -40000'",
        "big, 9223372036854775808, 'expected at most 9223372036854775807, found 9223372036854775808'",
        "single, 1e39, 'expected at most 340282346638528859811704183484516925440, found 1E+39'"
    })
    void aNumberThatItsTypeCannotHoldIsRefused(String name, String value, String message) {
        assertThat(Given.faults(Numbers.class, "{\"%s\": %s}".formatted(name, value)))
                .containsExactly("/" + name + " " + message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1\"", "true", "[]", "{}", "null"})
    void anotherKindOfValueIsNotTakenForANumber(String value) {
        assertThat(Given.faults(Numbers.class, "{\"n\": %s}".formatted(value)))
                .singleElement()
                .asString()
                .startsWith("/n expected an integer, found ");
    }

    @Test
    void aWholeNumberWithAPointIsAnInteger() {
        assertThat(Given.completed(Numbers.class, "{\"n\": 2.0, \"big\": 1e3}").toString())
                .contains("\"n\":2,")
                .contains("\"big\":1000,");
        assertThat(Given.bound(Numbers.class, "{\"n\": 2.0}").n()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"[], an array of 0", "'\"x\"', 'the string \"x\"'", "1, 1", "null, null", "true, true"})
    void aBodyThatIsNoObjectIsOneFault(String body, String found) {
        assertThat(Given.faults(Numbers.class, body)).containsExactly(" expected an object, found " + found);
    }

    @Test
    void whatIsRequiredAndMissingIsToldWhereItShouldBe() {
        assertThat(Given.faults(Required.class, "{}"))
                .containsExactly(
                        "/n missing; it is required",
                        "/b missing; it is required",
                        "/s missing; it is required",
                        "/x~1~0y missing; it is required");
    }

    @Test
    void nullIsNotAValue() {
        assertThat(Given.faults(Required.class, "{\"n\":1,\"b\":true,\"s\":null,\"x/~y\":1}"))
                .containsExactly("/s expected a string, found null; leave the property out to give no value");
    }

    @Test
    void nullIsNoElementOfAListEither() {
        assertThat(Given.faults(Lists.class, "{\"l\":[1,null],\"windows\":{\"red\":null}}"))
                .containsExactly(
                        "/l/1 expected an integer, found null; leave the element out, or give it a value",
                        "/windows/red expected an object, found null; leave the property out to give no value");
    }

    @Test
    void textThatIsEmptyAndMustNotBeBlankIsOneFault() {
        assertThat(Given.faults(Text.class, "{\"name\":\"\"}"))
                .containsExactly("/name expected text that is not blank, found the string \"\"");
    }

    @Test
    void whatElseIsExpectedOfAnEmptyTextIsTold() {
        assertThat(Given.faults(Named.class, "{\"name\":\"\",\"code\":\"\",\"tag\":\"\"}"))
                .hasSize(4)
                .anyMatch(fault -> fault.startsWith("/name expected text that matches "))
                .contains(
                        "/code expected at least 3 characters, found the string \"\"",
                        "/code expected text that is not blank, found the string \"\"",
                        "/tag expected at least 1 character, found the string \"\"");
    }

    @Test
    void everyFaultIsToldAtOnceInTheOrderOfTheBody() {
        String body = """
                {"link": "no uri", "color": "gren", "code": "abcd", "nmae": "x", "pause": "soon", "at": "2024-13-01T00:00:00Z",
                 "lower": "Q", "local": "2024-01-01", "id": "1", "mail": "x"}""";

        assertThat(Given.faults(Text.class, body))
                .containsExactly(
                        "/link expected an absolute URI such as https://example.org/a, found the string \"no uri\"",
                        "/color expected one of \"red\", \"GREEN\", found the string \"gren\"; did you mean \"GREEN\"?",
                        "/code expected at most 3 characters, found the string \"abcd\"",
                        "/nmae unknown property; did you mean \"name\"?",
                        "/pause expected an ISO 8601 duration such as PT1M30S or P2D, found the string \"soon\"",
                        "/at expected a date and time with offset such as 2024-12-31T23:59:00Z,"
                                + " found the string \"2024-13-01T00:00:00Z\"",
                        "/lower expected text that matches ^(?:[a-z]+)$, found the string \"Q\"",
                        "/local expected a date and time without offset such as 2024-12-31T23:59:00,"
                                + " found the string \"2024-01-01\"",
                        "/id expected a UUID such as d5de4383-ea62-47a0-85fd-419762c457c6, found the string \"1\"",
                        "/mail expected an e-mail address, found the string \"x\"",
                        "/name missing; it is required");
    }

    @Test
    void faultsWithinListsAndMapsHaveTheirPlace() {
        String body = "{\"l\":[0,\"a\",3],\"windows\":{\"rde\":{},\"red\":{\"from\":\"x\",\"a/b~c\":1}},\"d\":0}";

        assertThat(Given.faults(Lists.class, body))
                .containsExactly(
                        "/l expected at most 2 elements, found an array of 3",
                        "/l/0 expected at least 1, found 0",
                        "/l/1 expected an integer, found the string \"a\"",
                        "/windows/rde expected a name that is one of \"red\", \"GREEN\"; did you mean \"red\"?",
                        "/windows/red/from expected a date such as 2024-12-31, found the string \"x\"",
                        "/windows/red/a~1b~0c unknown property; expected from, key, to",
                        "/d expected more than 0, found 0");
    }

    @Test
    void blankTextIsNotAName() {
        assertThat(Given.faults(Text.class, "{\"name\":\" \\t\"}"))
                .containsExactly("/name expected text that is not blank, found the string \" \\t\"");
    }

    @Test
    void whatTheRecordItselfRefusesIsAFaultAtItsPlace() {
        assertThat(Given.faults(Range.class, "{\"from\":2,\"to\":1}"))
                .containsExactly(" from is 2; expected at most to, 1");
        assertThat(Given.faults(Ranges.class, "{\"ranges\":[{\"from\":1,\"to\":2},{\"from\":4,\"to\":3}]}"))
                .containsExactly("/ranges/1 from is 4; expected at most to, 3");
    }

    @Test
    void aConstructorThatFailsOverNullIsToldInASentenceAndNotInTheWordsOfTheVirtualMachineAlone() {
        assertThat(Given.faults(Trip.class, "{\"to\":\"b\"}"))
                .singleElement()
                .asString()
                .startsWith(" no Trip can be made of these values: its constructor failed with NullPointerException (")
                .endsWith("); what is left out and has no default is null there: give it a value,"
                        + " or have the record allow for that");
    }

    @Test
    void aConstructorThatFailsInAnotherWayIsToldSo() {
        assertThat(Given.faults(Trip.class, "{\"from\":\"a\",\"to\":\"b\",\"legs\":0}"))
                .containsExactly(" no Trip can be made of these values: its constructor failed with ArithmeticException"
                        + " (/ by zero); give other values, or have the record say which it expects");
        assertThat(Given.faults(Trip.class, "{\"from\":\"a\",\"to\":\"a\"}"))
                .containsExactly(" from and to are both a");
    }

    @Test
    void whatOnlyTheTypeCanRefuseIsAFaultToo() {
        assertThat(Given.faults(Ranges.class, "{\"zone\":\"Mars/Olympus\"}"))
                .containsExactly("/zone expected a valid ZoneId, found the string \"Mars/Olympus\"");
    }

    @Test
    void aFaultNeverTellsASecret() {
        assertThat(Given.faults(Ranges.class, "{\"hidden\":\"hunter2\"}").toString())
                .contains("/hidden expected a valid ZoneId")
                .doesNotContain("hunter2");
        assertThat(Given.faults(Ranges.class, "{\"hidden\":12345}").toString())
                .contains("/hidden expected a string")
                .doesNotContain("12345");
    }

    @Test
    void longValuesAreShownInPart() {
        assertThat(Given.faults(Text.class, "{\"name\":\"n\",\"code\":\"%s\"}".formatted("x".repeat(5000))))
                .singleElement()
                .asString()
                .hasSizeLessThan(120)
                .contains("xxx…\"");
    }

    @Test
    void messagesAreEnglishWhateverTheServerSpeaks() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMAN);
        try {
            assertThat(Given.faults(Lists.class, "{\"l\":[0],\"d\":\"x\"}"))
                    .containsExactly(
                            "/l/0 expected at least 1, found 0", "/d expected a number, found the string \"x\"");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void theExceptionNamesEveryFault() {
        assertThatThrownBy(() -> Given.params(Range.class).complete(Given.body("{\"from\":\"a\",\"too\":1}")))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessage("/from: expected an integer, found the string \"a\";"
                        + " /too: unknown property; did you mean \"to\"?; /to: missing; it is required");
    }

    @Test
    void storedParamsThatNoLongerFitAreToldSo() {
        assertThatThrownBy(() -> Given.params(Range.class).bind("{\"from\":1}"))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessage("/to: missing; it is required");
    }
}
