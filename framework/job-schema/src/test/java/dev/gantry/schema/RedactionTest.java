package dev.gantry.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gantry.job.Secret;
import dev.gantry.schema.Corpus.Figure;
import dev.gantry.schema.Corpus.Window;
import jakarta.ws.rs.DefaultValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RedactionTest {

    record Hiding(
            String open,
            @Secret @JsonProperty("pass-word") String password,
            @Secret List<String> keys,
            @Secret Window hidden,
            Window window,
            List<Window> list,
            List<List<Window>> grid,
            Map<String, Window> map,
            Optional<Window> maybe,
            Figure figure,
            Hiding again,
            @Secret @DefaultValue("letmein") String preset) {}

    @Test
    void secretsAreHiddenAtAnyDepth() {
        String params = """
                {"open":"o","pass-word":"s1","keys":["s2"],"hidden":{"from":"s3"},"window":{"from":"2020-01-01","key":"s4"},
                 "list":[{"key":"s5"}],"grid":[[{"key":"s6"}]],"map":{"a":{"key":"s7"}},"maybe":{"key":"s8"},
                 "figure":{"kind":"square","side":1,"key":"s9"},"again":{"open":"p","pass-word":"s10"}}""";

        assertThat(Given.json(Given.params(Hiding.class).redact(params))).isEqualTo(Given.json("""
                {"open":"o","pass-word":"***","keys":"***","hidden":"***","window":{"from":"2020-01-01","key":"***"},
                 "list":[{"key":"***"}],"grid":[[{"key":"***"}]],"map":{"a":{"key":"***"}},"maybe":{"key":"***"},
                 "figure":{"kind":"square","side":1,"key":"***"},"again":{"open":"p","pass-word":"***"}}"""));
    }

    @Test
    void whatIsStoredHasTheSecretAndWhatIsPublishedSaysWriteOnly() {
        assertThat(Given.completed(Hiding.class, "{\"pass-word\":\"s\"}")
                        .path("pass-word")
                        .asText())
                .isEqualTo("s");
        assertThat(Given.json(Given.params(Hiding.class).postSchema())
                        .at("/definitions/Params/properties/pass-word/writeOnly")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void theDefaultOfASecretIsFilledInButNotPublished() {
        assertThat(Given.bound(Hiding.class, "{}").preset()).isEqualTo("letmein");
        assertThat(Given.params(Hiding.class).postSchema()).doesNotContain("letmein");
    }

    @Test
    void aSubtypeThatCannotBeToldHidesWhatAnySubtypeHides() {
        assertThat(Given.params(Hiding.class).redact("{\"figure\":{\"kind\":\"gone\",\"key\":\"s\"}}"))
                .isEqualTo("{\"figure\":{\"kind\":\"gone\",\"key\":\"***\"}}");
    }
}
