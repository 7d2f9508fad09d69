package dev.gantry.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.gantry.console.LaunchIT.button;
import static dev.gantry.console.LaunchIT.named;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.gantry.console.jobs.Gates;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Watching a run, seeing why it failed, ending it, and having it done again. */
@ExtendWith(ConsoleExtension.class)
class RunIT {

    @Test
    void aRunIsWatchedLiveToItsEnd(Page page, TestServer server) throws IOException {
        String gate = UUID.randomUUID().toString();
        UUID run = server.submit("shop/import", Map.of("orders", 42, "gate", gate));
        page.navigate(server.page("runs/shop/" + run));

        assertThat(page.locator(".rhead .pill")).hasText("Running");
        assertThat(page.getByRole(AriaRole.PROGRESSBAR, named("Progress of the run")))
                .hasAttribute("aria-valuenow", "25");
        Locator log = page.getByLabel("Log lines");
        assertThat(log).containsText("importing 42 orders");
        assertThat(log).containsText("order 17 has no customer");
        assertThat(payload(page)).containsText("\"imported\": 0");

        Gates.open(gate);

        assertThat(page.locator(".rhead .pill")).hasText("Succeeded");
        assertThat(log).containsText("imported 42 orders");
        assertThat(payload(page)).containsText("\"imported\": 42");

        tab(page, "Input").click();
        assertThat(payload(page)).containsText("\"orders\": 42");
        tab(page, "Stash").click();
        assertThat(payload(page)).containsText("\"cursor\": 42");
        tab(page, "Meta").click();
        assertThat(payload(page)).containsText("sunday");
        tab(page, "Explain").click();
        assertThat(payload(page)).not().isEmpty();

        button(page, "Warnings and errors").click();
        assertThat(log).not().containsText("importing 42 orders");
        assertThat(log).containsText("order 17 has no customer");
        button(page, "What it printed").click();
        assertThat(log).containsText("printed by the import");

        tab(page, "Files").click();
        Download file =
                page.waitForDownload(() -> button(page, "Download orders.csv").click());
        assertThat(Files.readString(file.path())).isEqualTo("a,b\n1,2\n");
        Download lines =
                page.waitForDownload(() -> button(page, "Download the log").click());
        assertThat(Files.readString(lines.path())).contains("imported 42 orders");
    }

    @Test
    void aFailureSaysItsCauseAndIsRunAgainWithOtherInput(Page page, TestServer server) {
        UUID run = server.done("shop/pay", Map.of());
        page.navigate(server.page("runs/shop/" + run));

        Locator problem = page.locator(".problem").first();
        assertThat(problem).containsText("account nobody is closed");
        assertThat(problem).containsText("PayJob.run(PayJob.java");

        Locator log = page.getByLabel("Log lines");
        assertThat(log).not().containsText("ThreadPoolExecutor");
        log.getByText("more lines").click();
        assertThat(log).containsText("ThreadPoolExecutor");

        page.getByRole(AriaRole.LINK, named("Run with changes…")).click();
        assertThat(page.getByLabel("Account")).hasValue("nobody");
        page.getByLabel("Account").fill("ann");
        button(page, "Run").click();
        assertThat(page.locator(".rhead .pill")).hasText("Succeeded");
        assertThat(page.getByLabel("Log lines")).containsText("paying to ann");
    }

    @Test
    void aChildThatComesToAnOpenedGroupAppearsAtItsTop(Page page, TestServer server) {
        String gate = UUID.randomUUID().toString();
        UUID run = server.submit("shop/month/close", Map.of("invoices", 3, "account", "ann", "lateGate", gate));
        page.navigate(server.page("runs/shop/" + run));
        Locator invoices = page.locator(".lane").filter(new Locator.FilterOptions().setHasText("invoice"));
        assertThat(invoices).containsText("×3 · 3 succeeded");
        invoices.click();
        assertThat(invoices).hasCount(4);

        Gates.open(gate);
        assertThat(page.locator(".rhead .pill")).hasText("Succeeded");
        assertThat(invoices).hasCount(5);
        assertThat(invoices.first()).containsText("×4 · 4 succeeded");
    }

    @Test
    void aRunIsCancelledAndRetriedInPlace(Page page, TestServer server) {
        String gate = UUID.randomUUID().toString();
        UUID run = server.submit("shop/import", Map.of("gate", gate));
        page.navigate(server.page("runs/shop/" + run));
        assertThat(page.locator(".rhead .pill")).hasText("Running");

        button(page, "Cancel").click();
        button(page, "Cancel 1 run").click();
        button(page, "Done").click();
        assertThat(page.locator(".rhead .pill")).hasText("Cancelled");

        Gates.open(gate);
        button(page, "Retry").click();
        assertThat(page.locator(".rhead .pill")).hasText("Succeeded");
    }

    @Test
    void childrenAreFollowedInTheTimelineAndInTheGraph(Page page, TestServer server) {
        String gate = UUID.randomUUID().toString();
        UUID run = server.submit("shop/month/close", Map.of("invoices", 12, "account", "nobody", "gate", gate));
        page.navigate(server.page("runs/shop/" + run));

        Locator invoices = lane(page, "invoice");
        assertThat(invoices).containsText("×12 · 12 succeeded");
        assertThat(lane(page, "import")).containsText("25 %");
        assertThat(page.locator(".problem").filter(new Locator.FilterOptions().setHasText("1 run below failed")))
                .isVisible();

        invoices.click();
        assertThat(page.locator(".lane").filter(new Locator.FilterOptions().setHasText("invoice")))
                .hasCount(13);
        invoices.click();

        lane(page, "import").click();
        assertThat(page.getByLabel("Log lines")).containsText("importing 3 orders");
        assertThat(lane(page, "import")).hasAttribute("aria-pressed", "true");
        tab(page, "Graph").click();
        Locator node = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^import")));
        assertThat(node).hasAttribute("aria-pressed", "true");
        page.reload();
        assertThat(page.getByLabel("Log lines")).containsText("importing 3 orders");

        page.getByRole(AriaRole.LINK, named("Open this run")).click();
        assertThat(page.locator(".rhead h1")).containsText("import");
        Gates.open(gate);
        assertThat(page.locator(".rhead .pill")).hasText("Succeeded");
        page.goBack();
        assertThat(page.locator(".rhead h1")).containsText("close");
        assertThat(page.locator(".rhead .pill")).hasText("Failed");
    }

    @Test
    void theCauseOfAFailureBelowIsOneClickAway(Page page, TestServer server) {
        UUID run = server.done("shop/month/close", Map.of("invoices", 1, "account", "nobody"));
        page.navigate(server.page("runs/shop/" + run));
        Locator below = page.locator(".problem").filter(new Locator.FilterOptions().setHasText("1 run below failed"));
        below.getByText("Show").click();
        assertThat(page.locator(".problem").first()).containsText("account nobody is closed");
    }

    @Test
    void theLogsOfATreeAreReadAsOneAndLeadToTheirRuns(Page page, TestServer server) {
        String gate = UUID.randomUUID().toString();
        UUID run = server.submit("shop/month/close", Map.of("invoices", 3, "account", "nobody", "gate", gate));
        page.navigate(server.page("runs/shop/" + run));
        Locator log = page.getByLabel("Log lines");
        assertThat(lane(page, "import")).containsText("25 %");
        assertThat(log).not().containsText("importing 3 orders");

        button(page, "With all below").click();
        assertThat(log).containsText("importing 3 orders");
        assertThat(log).containsText("paying to nobody");
        assertThat(log.getByText("rendered")).hasCount(3);
        assertThat(log).not().containsText("imported 3 orders");
        Gates.open(gate);
        assertThat(log).containsText("imported 3 orders");
        assertThat(log.getByText("importing 3 orders")).hasCount(1);

        button(page, "Errors").click();
        assertThat(log).containsText("account nobody is closed");
        assertThat(log).not().containsText("rendered");
        page.reload();
        assertThat(log).containsText("account nobody is closed");
        page.keyboard().press("b");
        assertThat(log).not().containsText("account nobody is closed");
        page.keyboard().press("b");
        log.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("^pay ")))
                .first()
                .click();
        assertThat(lane(page, "pay")).hasAttribute("aria-pressed", "true");
        assertThat(log).containsText("account nobody is closed");
    }

    @Test
    void aPointInTheLogIsThatPointInTheTimeline(Page page, TestServer server) {
        UUID run = server.done("shop/month/close", Map.of("invoices", 3));
        page.navigate(server.page("runs/shop/" + run + "?log=tree"));
        Locator line = page.getByLabel("Log lines").getByText("rendered").first();
        line.hover();
        assertThat(page.locator(".tl .cursor")).isVisible();
        assertThat(page.locator(".log li.at").getByText("rendered").first()).isVisible();
    }

    @Test
    void attemptsThatBrokeAreBarsOfTheTimelineAndSayWhy(Page page, TestServer server) {
        String gate = UUID.randomUUID().toString();
        UUID run = server.submit("shop/fetch", Map.of("breaks", 2, "gate", gate));
        page.navigate(server.page("runs/shop/" + run));

        assertThat(page.locator(".lane .sg.f-fail")).hasCount(2);
        tab(page, "Attempts").click();
        Locator attempts = payload(page).getByRole(AriaRole.LISTITEM);
        assertThat(attempts).hasCount(3);
        assertThat(attempts.first()).containsText("Running");
        assertThat(attempts.last()).containsText("Broke");
        assertThat(attempts.last()).containsText("500 java.lang.IllegalStateException: the supplier answered 503");

        Gates.open(gate);
        assertThat(attempts.first()).containsText("Succeeded");
        assertThat(page.locator(".lane .sg.f-ok")).hasCount(1);
        page.reload();
        assertThat(attempts).hasCount(3);
    }

    @Test
    void theKeysMoveBetweenLanesErrorsAndViews(Page page, TestServer server) {
        UUID run = server.done("shop/month/close", Map.of("invoices", 2));
        page.navigate(server.page("runs/shop/" + run));
        assertThat(lane(page, "close")).hasAttribute("aria-pressed", "true");
        assertThat(lane(page, "invoice")).isVisible();
        page.keyboard().press("]");
        assertThat(lane(page, "close")).hasAttribute("aria-pressed", "false");
        page.keyboard().press("[");
        assertThat(lane(page, "close")).hasAttribute("aria-pressed", "true");
        page.keyboard().press("t");
        assertThat(page.getByRole(AriaRole.GROUP, named("Parent and child runs")))
                .isVisible();
        page.keyboard().press("t");
        assertThat(lane(page, "close")).isVisible();
        page.keyboard().press("?");
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("timeline or graph");
        page.keyboard().press("Escape");
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
    }

    private static Locator tab(Page page, String name) {
        return page.getByRole(AriaRole.TAB, named(name));
    }

    private static Locator payload(Page page) {
        return page.locator("#payload");
    }

    private static Locator lane(Page page, String name) {
        return page.locator(".lane")
                .filter(new Locator.FilterOptions()
                        .setHas(page.locator(
                                ".name", new Page.LocatorOptions().setHasText(Pattern.compile("^" + name + "$")))))
                .first();
    }
}
