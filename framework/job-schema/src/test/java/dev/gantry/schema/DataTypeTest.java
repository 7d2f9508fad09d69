package dev.gantry.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import dev.gantry.schema.Corpus.Circle;
import dev.gantry.schema.Corpus.Color;
import dev.gantry.schema.Corpus.Figure;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DataTypeTest {

    record Output(@JsonProperty("at-time") Instant at, Duration took, List<String> lines, Figure figure) {}

    record Holder(List<Figure> figures) {}

    static final class Bean {
        private int count;

        public int getCount() {
            return count;
        }

        public void setCount(int count) {
            this.count = count;
        }
    }

    @Test
    void whatIsWrittenReadsBack() throws Exception {
        Output output = new Output(
                Instant.parse("2024-01-01T00:00:00Z"), Duration.ofMillis(1500), List.of("a"), new Circle(1, Color.RED));
        DataType type = data(Output.class);

        String json = type.write(output, 1000);

        assertThat(Given.json(json)).isEqualTo(Given.json("""
                {"at-time":"2024-01-01T00:00:00Z","took":"PT1.5S","lines":["a"],
                 "figure":{"kind":"circle","radius":1.0,"color":"red"}}"""));
        assertThat(type.read(json)).isEqualTo(output);
        assertThat(type.read(type.write(null, 10))).isNull();
    }

    @Test
    void genericDataKeepTheTypeOfTheirElements() throws Exception {
        DataType type = data(Holder.class.getRecordComponents()[0].getGenericType());
        List<Figure> figures = List.of(new Circle(1, Color.GREEN));

        assertThat(type.read(type.write(figures, 1000))).isEqualTo(figures);
    }

    @Test
    void propertiesThatTheClassNoLongerHasAreLeftOut() {
        assertThat(data(Output.class).read("{\"gone\":1,\"took\":\"PT1S\"}"))
                .isEqualTo(new Output(null, Duration.ofSeconds(1), null, null));
    }

    @Test
    void dataOverTheLimitAreRefusedWithoutWritingAllOfThem() throws Exception {
        DataType type = data(List.class);
        assertThat(type.write(List.of("ä".repeat(3)), 10)).isEqualTo("[\"äää\"]");

        assertThatThrownBy(() -> type.write(List.of("ä".repeat(4)), 10))
                .isInstanceOf(DataTooLargeException.class)
                .hasMessage("the data is over the limit of 10 bytes of JSON; publish less, or write it to a file");
        assertThatThrownBy(() -> type.write(Collections.nCopies(Integer.MAX_VALUE, "endless"), 1_000_000))
                .isInstanceOf(DataTooLargeException.class);
    }

    @Test
    void dataThatCannotBeJsonAreRefused() {
        List<Object> loop = new ArrayList<>();
        loop.add(loop);

        assertThatThrownBy(() -> data(Object.class).write(loop, 1_000_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be written as JSON");
    }

    @Test
    void numbersAndNamesThatNoReaderAcceptsAreRefused() {
        BigInteger huge = new BigInteger("9".repeat(1_001));
        for (Object data : List.of(huge, new BigDecimal(huge), new BigIntegerNode(huge))) {
            assertThatThrownBy(() -> data(Object.class).write(Map.of("number", data), 10_000))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("a number is 1,001 characters long; expected at most 1,000");
        }
        assertThatThrownBy(() -> data(Map.class).write(Map.of("x".repeat(50_001), 1), 100_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the name of a property is 50,001 characters long; expected at most 50,000");
    }

    @Test
    void dataThatAreTooDeepToBeShownInsideAnotherObjectAreRefused() {
        Object deep = 1;
        for (int i = 0; i < 999; i++) {
            deep = List.of(deep);
        }
        Object data = deep;
        assertThatThrownBy(() -> data(Object.class).write(data, 10_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nesting depth");
    }

    @Test
    void charactersThatUtf8OrAStoreCannotHoldAreEscaped() throws Exception {
        String json = data(String.class).write("a\0\ud800", 100);

        assertThat(json).isEqualToIgnoringCase("\"a\\u0000\\ud800\"");
        assertThat(data(String.class).read(json)).isEqualTo("a\0\ud800");
    }

    @Test
    void dataOfAnotherShapeAreRefused() {
        assertThatThrownBy(() -> data(Output.class).read("[1]"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("do not fit")
                .hasMessageContaining("Output");
    }

    @Test
    void namesAreThoseOfTheProperties() {
        assertThat(data(Output.class).names()).containsExactly("at-time", "took", "lines", "figure");
        assertThat(data(Bean.class).names()).containsExactly("count");
        for (Type type : List.of(Map.class, List.class, String.class, int.class, Object.class, Color.class)) {
            assertThat(data(type).names()).as(type.getTypeName()).isEmpty();
        }
    }

    private static DataType data(Type type) {
        return new JobTypes(DataTypeTest.class.getClassLoader()).data(type);
    }
}
