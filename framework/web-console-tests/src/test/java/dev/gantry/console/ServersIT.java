package dev.gantry.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.gantry.console.LaunchIT.button;
import static dev.gantry.console.LaunchIT.named;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.gantry.app.config.Setting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Servers with a token, below a base path, that go and come back, and many tabs at one. */
@ExtendWith(ConsoleExtension.class)
class ServersIT {

    @TempDir
    Path folder;

    @Test
    void theTokenIsAskedForAndKeptForTheTabAlone(Page page, BrowserContext tabs, Complaints complaints)
            throws Exception {
        complaints.expect("401");
        complaints.expect("403");
        Map<Setting, String> options =
                Map.of(Setting.API_TOKEN, "secret of this test", Setting.BASE_PATH, "/deep/down");
        try (TestServer server = new TestServer(folder, options)) {
            page.navigate(server.page("jobs"));
            page.getByLabel("Token").fill("wrong");
            button(page, "Log in").click();
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("not a token");
            page.getByLabel("Token").fill("secret of this test");
            button(page, "Log in").click();
            assertThat(LaunchIT.item(page, "import")).isVisible();
            assertThat(page.locator(".live")).hasText("live");

            LaunchIT.item(page, "import").click();
            button(page, "Run").click();
            assertThat(page.locator(".rhead .pill")).hasText("Succeeded");
            page.getByRole(AriaRole.TAB, named("Files")).click();
            var file = page.waitForDownload(
                    () -> button(page, "Download orders.csv").click());
            assertThat(file.suggestedFilename()).isEqualTo("orders.csv");
            assertThat(page.url()).doesNotContain("secret");
            page.reload();
            assertThat(page.locator(".rhead .pill")).hasText("Succeeded");

            Page other = tabs.newPage();
            other.navigate(server.page("jobs"));
            assertThat(other.getByLabel("Token")).isVisible();
            page.close();
            other.close();
        }
    }

    @Test
    void aServerThatComesBackIsFoundAgainAndNothingWasMissed(Page page, Complaints complaints) throws Exception {
        complaints.expect("Failed to load resource");
        try (TestServer server = new TestServer(folder, Map.of())) {
            page.navigate(server.page("runs"));
            assertThat(page.locator(".live")).hasText("live");
            assertThat(page.getByText("No runs yet")).isVisible();

            server.stop();
            assertThat(page.locator(".live")).hasText("reconnecting");
            server.startAgain();
            UUID run = server.done("shop/pay", Map.of("account", "ann"));

            assertThat(page.locator(".live")).hasText("live");
            Locator row = RunsIT.rows(page)
                    .filter(new Locator.FilterOptions()
                            .setHasText(run.toString().substring(28)));
            assertThat(row).containsText("Succeeded");
            page.close();
        }
    }

    @Test
    void tenTabsAreLiveAtOnce(BrowserContext tabs, TestServer server) {
        List<Page> pages = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Page page = tabs.newPage();
            page.navigate(server.page("runs?job=shop%2Fpay"));
            assertThat(page.locator(".live")).hasText("live");
            pages.add(page);
        }
        UUID run = server.done("shop/pay", Map.of("account", "ann"));
        for (Page page : pages) {
            page.bringToFront();
            assertThat(page.locator(".newpill")
                            .or(RunsIT.rows(page)
                                    .filter(new Locator.FilterOptions()
                                            .setHasText(run.toString().substring(28))))
                            .first())
                    .isVisible();
        }
    }
}
