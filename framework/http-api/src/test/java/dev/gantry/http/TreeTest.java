package dev.gantry.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** All jobs in one answer. */
class TreeTest {

    @Test
    void eachBranchHasWhatIsBelowItAndEachLeafItsPlugin() {
        try (TestServer server = TestServer.start("/api")) {
            JsonNode tree = server.get("/tree").json();

            assertThat(tree.get("branches").findValuesAsText("path"))
                    .contains("/api/examples", "/api/examples/fizz_buzz", "/api/ops", "/api/ops/nightly/login");
            JsonNode leaf = tree.at("/branches/0/leaves/0");
            assertThat(leaf.get("path").textValue()).isEqualTo("/api/examples/fizz_buzz");
            assertThat(leaf.get("jobType").textValue()).isEqualTo("examples_fizz_buzz");
            assertThat(leaf.get("plugin").textValue()).isEqualTo("testing");
            assertThat(leaf.get("pluginVersion").textValue()).isEqualTo("v1");
            assertThat(tree.at("/branches/1/branches/0/leaves/0/path").textValue())
                    .isEqualTo("/api/ops/nightly/login");
        }
    }

    @Test
    void aServerWithoutPluginsHasAnEmptyTree() {
        try (TestServer server = TestServer.start()) {
            server.removePlugins();

            assertThat(server.get("/tree").json().get("branches")).isEmpty();
        }
    }
}
