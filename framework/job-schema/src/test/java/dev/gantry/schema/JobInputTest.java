package dev.gantry.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobInputTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n\t", "\uFEFF", "{}"})
    void anEmptyBodyIsAnEmptyObject(String body) throws Exception {
        assertThat(JobInput.parse(body.getBytes(UTF_8))).isEqualTo(Given.json("{}"));
    }

    @Test
    void anyJsonIsReadAsItIs() throws Exception {
        String json =
                "{\"a\":[1,-2,99999999999,123456789012345678901234567890,1.10,2e3,true,false,null,\"\uD83D\uDE00\"],\"b\":{}}";

        assertThat(JobInput.parse(json.getBytes(UTF_8)).toString()).isEqualTo(json.replace("2e3", "2E+3"));
    }

    @Test
    void decimalsKeepEveryDigit() throws Exception {
        String number = "0.1234567890123456789012345678901234567890";

        assertThat(JobInput.parse(number.getBytes(UTF_8)).decimalValue()).isEqualTo(new BigDecimal(number));
    }

    @Test
    void aFaultIsToldWithLineAndColumn() {
        UnreadableJsonException e = refused("{\n  \"a\": 1,\n  \"b\" 2\n}");

        assertThat(e.line()).isEqualTo(3);
        assertThat(e.column()).isEqualTo(7);
        assertThat(e).hasMessageStartingWith("line 3, column 7: ").hasMessageContaining("colon");
        assertThat(e.reason()).doesNotContain("Source").doesNotContain("at [");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[1,",
                "{\"a\"",
                "\"abc",
                "{\"a\":1}}",
                "{} {}",
                "{}x",
                "tru",
                "{'a':1}",
                "{a:1}",
                "[1,]",
                "01",
                "+1",
                ".5",
                "NaN",
                "-Infinity",
                "// x\n{}",
                "{/* x */}",
                "# x\n{}",
                "+Infinity",
                "{\"a\":\"\t\"}",
                "nul",
                "\u0000",
                "]"
            })
    void whatIsNotJsonIsRefused(String body) {
        assertThat(refused(body).reason()).isNotBlank().doesNotContain("Source", "StreamRead", "Feature", "enable");
    }

    @Test
    void aTextThatEndsTooEarlyIsToldAsThat() {
        assertThat(refused("{\"a\": [1, 2").reason()).isEqualTo("the text ends before the JSON is complete");
    }

    @Test
    void duplicateNamesAreRefused() {
        assertThat(refused("{\"a\":1,\n\"a\":2}"))
                .hasMessageStartingWith("line 2, ")
                .hasMessageContaining("Duplicate")
                .hasMessageContaining("'a'");
    }

    @Test
    void theDepthIsBoundedAndTakesNoStack() throws Exception {
        String deepest = "[".repeat(JobInput.MAX_DEPTH) + "]".repeat(JobInput.MAX_DEPTH);
        assertThat(JobInput.parse(deepest.getBytes(UTF_8)).isArray()).isTrue();

        assertThat(refused("[" + deepest + "]"))
                .hasMessage("line 1, column 101: arrays and objects nest deeper than 100 levels");
        assertThat(refused("{\"a\":".repeat(100_000))).hasMessageContaining("deeper than 100 levels");
        assertThat(refused("[".repeat(100_000) + "]".repeat(100_000))).hasMessageContaining("deeper than 100 levels");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e1000000000", "1e1001", "-1E-99999999999999", "1.5e+2000"})
    void exponentsAreBounded(String number) {
        assertThat(refused("{\"n\":" + number + "}"))
                .hasMessageContaining("exponent")
                .hasMessageContaining("at most 1000");
    }

    @Test
    void digitsAreBounded() throws Exception {
        assertThat(JobInput.parse("9".repeat(1000).getBytes(UTF_8)).isBigInteger())
                .isTrue();

        assertThat(refused("9".repeat(10_000))).hasMessageContaining("a number is 10,000 characters long");
        assertThat(refused("0." + "9".repeat(10_000))).hasMessageContaining("expected at most 1,000");
    }

    @Test
    void charactersThatNoStoreCanHoldAreRefused() {
        assertThat(refused("{\"a\":\"x\\u0000\"}")).hasMessageContaining("NUL");
        assertThat(refused("{\"a\\u0000\":1}")).hasMessageContaining("NUL");
        assertThat(refused("[\"\\ud800\"]")).hasMessageContaining("\\ud800");
        assertThat(refused("[\"\\udc00\\ud800\"]")).hasMessageContaining("\\udc00");
        assertThat(refused("{\"\\ud83dx\":1}")).hasMessageContaining("surrogate");
    }

    @Test
    void bytesThatAreNotUtf8AreRefusedWhereTheyStand() {
        byte[] body = "{\n\"a\":\"ä\"}".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);

        UnreadableJsonException e = catchThrowableOfType(UnreadableJsonException.class, () -> JobInput.parse(body));

        assertThat(e).hasMessage("line 2, column 6: the byte 0xE4 is not UTF-8 here; expected JSON in UTF-8");
    }

    private static UnreadableJsonException refused(String body) {
        return catchThrowableOfType(UnreadableJsonException.class, () -> JobInput.parse(body.getBytes(UTF_8)));
    }
}
