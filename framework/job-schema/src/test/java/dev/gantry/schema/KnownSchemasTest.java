package dev.gantry.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** A schema that was generated before is as good as a new one, and stands for nothing that was refused. */
class KnownSchemasTest {

    private final Map<String, String> kept = new ConcurrentHashMap<>();

    private final KnownSchemas known = new KnownSchemas() {
        @Override
        public Optional<String> find(String className) {
            return Optional.ofNullable(kept.get(className));
        }

        @Override
        public void add(String className, String schema) {
            kept.put(className, schema);
        }
    };

    record Small(
            @DefaultValue("50") @Min(1) int n,
            @DefaultValue("0.10") double share,
            List<String> lines) {}

    record BreaksItsConstraint(@DefaultValue("50") @Max(10) int n) {}

    record BadPattern(@Pattern(regexp = "(") String text) {}

    record BadWithin(List<BadPattern> list) {}

    private <P extends Record> ParamsType<P> params(Class<P> type) throws SchemaException {
        return new JobTypes(type.getClassLoader(), known).params(type);
    }

    @Test
    void aKnownSchemaIsPublishedAsTheGeneratedOneWas() throws Exception {
        for (Class<? extends Record> type : List.of(Corpus.Everything.class, Small.class)) {
            ParamsType<?> generated = params(type);
            assertThat(kept).containsKey(type.getName());

            ParamsType<?> fromKept = params(type);

            assertThat(fromKept.postSchema()).isEqualTo(generated.postSchema());
            assertThat(fromKept.names()).containsExactlyElementsOf(generated.names());
        }
    }

    @Test
    void aKnownSchemaIsWhatIsUsed() throws Exception {
        params(Small.class);
        kept.compute(Small.class.getName(), (name, schema) -> schema.replace("\"default\":50", "\"default\":51"));

        assertThat(params(Small.class).complete(Given.body("{}"))).contains("\"n\":51");
    }

    @Test
    void paramsOfAKnownSchemaAreCompletedCheckedAndBound() throws Exception {
        params(Small.class);

        ParamsType<Small> small = params(Small.class);

        String complete = small.complete(Given.body("{\"lines\":[\"a\"]}"));
        assertThat(complete).isEqualTo(Given.params(Small.class).complete(Given.body("{\"lines\":[\"a\"]}")));
        assertThat(small.bind(complete)).isEqualTo(new Small(50, 0.1, List.of("a")));
        assertThatThrownBy(() -> small.complete(Given.body("{\"n\":0}"))).isInstanceOf(InvalidParamsException.class);
    }

    @Test
    void whatIsRefusedIsRefusedEachTime() {
        for (Class<? extends Record> type :
                List.of(BreaksItsConstraint.class, BadPattern.class, SchemaProblemsTest.BadTypes.class)) {
            assertThatThrownBy(() -> params(type)).isInstanceOf(SchemaException.class);
            assertThatThrownBy(() -> params(type)).isInstanceOf(SchemaException.class);
        }
        assertThat(kept).isEmpty();
    }

    @Test
    void aPatternThatIsNoRegularExpressionIsNamed() {
        for (Class<? extends Record> type : List.of(BadPattern.class, BadWithin.class)) {
            assertThatThrownBy(() -> params(type))
                    .isInstanceOf(SchemaException.class)
                    .hasMessageContaining("a pattern is no regular expression")
                    .hasMessageContaining("Unclosed group");
        }
    }

    @Test
    void aKnownSchemaThatWasDamagedIsGeneratedAnew() throws Exception {
        String published = params(Small.class).postSchema();
        kept.replaceAll((name, schema) -> schema.substring(0, schema.length() / 2));

        assertThat(params(Small.class).postSchema()).isEqualTo(published);
        assertThat(params(Small.class).postSchema()).isEqualTo(published);
    }
}
