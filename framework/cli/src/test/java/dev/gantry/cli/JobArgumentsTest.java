package dev.gantry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a person types behind the name of a job. */
class JobArgumentsTest {

    private static final ObjectMapper mapper = new ObjectMapper();

    private static final String SCHEMA = """
            {"$ref": "#/definitions/Params", "definitions": {"Params": {"type": "object", "required": ["name"],
             "properties": {
               "n": {"type": "number", "format": "integer", "default": 50},
               "name": {"type": "string", "description": "whom to greet"},
               "loud": {"type": "boolean"},
               "tags": {"type": "array", "items": {"type": "string"}}}}}}
            """;

    private static JsonNode parse(String... arguments) throws Exception {
        return new JobArguments(JobParam.of(mapper.readTree(SCHEMA))).parse(List.of(arguments));
    }

    private static JsonNode json(String text) throws Exception {
        return mapper.readTree(text);
    }

    @Test
    void valuesTakeTheTypeThatTheSchemaSays() throws Exception {
        assertThat(parse("--n", "20", "--name", "007", "--tags", "[\"a\"]"))
                .isEqualTo(json("{\"n\": 20, \"name\": \"007\", \"tags\": [\"a\"]}"));
    }

    @Test
    void anEqualsSignWorksAsWell() throws Exception {
        assertThat(parse("--name=a=b", "--loud=false")).isEqualTo(json("{\"name\": \"a=b\", \"loud\": false}"));
    }

    @Test
    void aBooleanIsASwitch() throws Exception {
        assertThat(parse("--loud", "--n", "1")).isEqualTo(json("{\"loud\": true, \"n\": 1}"));
    }

    @Test
    void wholeParamsCanBeGivenAsJson() throws Exception {
        assertThat(parse("--params", "{\"n\": 1, \"name\": \"x\"}", "--n", "2"))
                .isEqualTo(json("{\"n\": 2, \"name\": \"x\"}"));
    }

    @Test
    void whatDoesNotFitIsLeftToTheServerToRefuse() throws Exception {
        assertThat(parse("--n", "many")).isEqualTo(json("{\"n\": \"many\"}"));
    }

    @Test
    void anUnknownParamIsRefusedWithThoseThereAre() {
        assertThatThrownBy(() -> parse("--m", "1"))
                .hasMessage("--m is no param of the job; expected --n, --name, --loud, --tags");
    }

    @Test
    void aParamWithoutAValueIsRefused() {
        assertThatThrownBy(() -> parse("--n")).hasMessage("--n has no value; write --n VALUE");
    }

    @Test
    void helpShowsTypeDefaultAndDescription() throws Exception {
        List<String> help =
                JobParam.of(json(SCHEMA)).stream().map(JobParam::help).toList();
        assertThat(help.get(0)).contains("--n").contains("integer").endsWith("default 50");
        assertThat(help.get(1)).contains("whom to greet").endsWith("required");
    }
}
