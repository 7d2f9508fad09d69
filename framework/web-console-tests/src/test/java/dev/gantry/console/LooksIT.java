package dev.gantry.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.gantry.console.jobs.Gates;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each page in both themes and on three widths: accessible, within the window, and as it stands in the README. */
@ExtendWith(ConsoleExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LooksIT {

    private static final int HEIGHT = 900;
    private static final Set<String> PICTURES = Set.of(
            "jobs-light",
            "runs-light",
            "run-light",
            "graph-light",
            "attempts-light",
            "failure-dark",
            "workers-light",
            "plugins-light");
    private static final List<Integer> WIDTHS = List.of(390, 768, 1440);

    private static final String VIEWS = """
            localStorage.setItem('gantry.views', JSON.stringify([
              {name: 'Failed payments', query: 'state=FAILED&job=shop%2Fpay'},
              {name: 'Slow imports', query: 'job=shop%2Fimport&took=5m'}]))""";

    private final String gate = UUID.randomUUID().toString();
    private String failed;
    private String parent;
    private String attempts;

    @BeforeAll
    void thereIsSomethingToShow(TestServer server) {
        UUID close = server.done("shop/month/close", Map.of("invoices", 40, "account", "nobody"));
        parent = "runs/shop/" + close;
        for (int i = 0; i < 12; i++) {
            server.done("shop/import", Map.of("orders", i));
            server.done("shop/pay", Map.of("account", i % 4 == 0 ? "nobody" : "someone"));
        }
        attempts = "runs/shop/" + server.done("shop/fetch", Map.of("breaks", 3)) + "?tab=attempts";
        failed = "runs/shop/" + server.done("shop/pay", Map.of());
        server.submit("shop/import", Map.of("orders", 40, "gate", gate));
        server.submit("shop/import", Map.of("orders", 41, "gate", gate));
    }

    @AfterAll
    void nothingWaits() {
        Gates.open(gate);
    }

    private Map<String, Shown> pages() {
        return Map.ofEntries(
                Map.entry("jobs", new Shown("jobs/shop/order", "[data-pointer='/anything']")),
                Map.entry("history", new Shown("jobs/shop/pay?tab=history", ".runs tbody tr[aria-rowindex]")),
                Map.entry("schema", new Shown("jobs/shop/order?tab=schema", ".schema .json")),
                Map.entry("branch", new Shown("jobs/shop", ".entries")),
                Map.entry("runs", new Shown("runs?range=15m", ".runs tbody tr[aria-rowindex]")),
                Map.entry("failure", new Shown(failed, ".problem")),
                Map.entry("run", new Shown(parent + "?log=tree", ".log .who")),
                Map.entry("graph", new Shown(parent + "?view=graph", ".node:nth-of-type(3)")),
                Map.entry("attempts", new Shown(attempts, ".attempts li")),
                Map.entry("workers", new Shown("workers", ".worker")),
                Map.entry("plugins", new Shown("plugins", ".issues")));
    }

    private record Shown(String route, String until) {}

    static Stream<Arguments> pagesAndThemes() {
        return Stream.of(
                        "jobs",
                        "history",
                        "schema",
                        "branch",
                        "runs",
                        "failure",
                        "run",
                        "graph",
                        "attempts",
                        "workers",
                        "plugins")
                .flatMap(page -> Stream.of("light", "dark").map(theme -> Arguments.of(page, theme)));
    }

    @ParameterizedTest
    @MethodSource("pagesAndThemes")
    void aPageIsAccessibleAndFitsTheWindow(String name, String theme, Page page, TestServer server) {
        Shown shown = pages().get(name);
        page.addInitScript(VIEWS);
        page.emulateMedia(
                new Page.EmulateMediaOptions().setColorScheme(ColorScheme.valueOf(theme.toUpperCase(Locale.ROOT))));
        page.navigate(server.page(shown.route()));
        page.locator(shown.until())
                .first()
                .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.VISIBLE));
        assertThat(page.locator(".live")).hasText("live");

        for (int width : WIDTHS) {
            page.setViewportSize(width, HEIGHT);
            assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .as("%s fits into %d pixels", name, width)
                    .isEqualTo(true);
        }
        assertThat(new AxeBuilder(page)
                        .analyze().getViolations().stream()
                                .map(rule -> "%s: %s %s"
                                        .formatted(
                                                rule.getId(),
                                                rule.getHelp(),
                                                rule.getNodes().get(0).getHtml())))
                .as("what axe finds wrong with %s in %s", name, theme)
                .isEmpty();
        keep(page, name, theme);
    }

    /** The pictures of the README, if the build says where they belong. */
    private static void keep(Page page, String name, String theme) {
        String folder = System.getProperty("console.screenshots", "");
        String picture = "%s-%s".formatted(name, theme);
        if (!folder.isEmpty() && PICTURES.contains(picture)) {
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(folder).resolve(picture + ".png")));
        }
    }
}
