package dev.gantry.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.gantry.console.LaunchIT.button;
import static dev.gantry.console.LaunchIT.named;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.gantry.console.jobs.Gates;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Finding runs, seeing them change, and acting on many at once. */
@ExtendWith(ConsoleExtension.class)
class RunsIT {

    @Test
    void runsAreFoundByTypedConditionsAndBackLeadsBack(Page page, TestServer server) {
        String account = "a" + UUID.randomUUID();
        UUID wanted = server.done("shop/pay", Map.of("account", account));
        server.done("shop/pay", Map.of());
        page.navigate(server.page("runs"));
        Locator filter = page.getByLabel("Filter runs");

        filter.fill("job:shop/pay");
        filter.press("Enter");
        assertThat(page).hasURL(Pattern.compile("job=shop%2Fpay"));
        filter.fill("param.account=" + account);
        filter.press("Enter");
        assertThat(rows(page)).hasCount(1);
        assertThat(rows(page)).containsText(tail(wanted));

        state(page, "Failed").click();
        assertThat(page.getByText("No run matches the filter")).isVisible();
        page.goBack();
        assertThat(rows(page)).hasCount(1);
        rows(page).first().click();
        assertThat(page.locator(".rhead h1")).containsText("pay");
        page.goBack();
        assertThat(rows(page)).hasCount(1);
        assertThat(page.getByText("param.account=" + account)).isVisible();

        button(page, "Remove param.account=" + account).click();
        state(page, "Failed").click();
        assertThat(rows(page).first()).containsText("Failed");
        assertThat(page.locator(".runs tbody").getByText("Succeeded")).hasCount(0);
    }

    @Test
    void aRunIsFoundByItsTextAndOpenedByKeys(Page page, TestServer server) {
        String account = "b" + UUID.randomUUID();
        server.done("shop/pay", Map.of("account", account));
        page.navigate(server.page("runs"));
        assertThat(rows(page).first()).isVisible();
        page.keyboard().press("f");
        assertThat(page.getByLabel("Filter runs")).isFocused();
        page.keyboard().type(account);
        // Whoever types slowly sees what the beginning of it finds, too.
        assertThat(page).hasURL(Pattern.compile("text=" + account));
        assertThat(rows(page)).hasCount(1);
        page.keyboard().press("Escape");
        page.keyboard().press("j");
        page.keyboard().press("Enter");
        assertThat(page.getByLabel("Log lines")).containsText("paying to " + account);
    }

    @Test
    void rowsChangeInPlaceAndNewOnesWait(Page page, TestServer server) {
        String gate = UUID.randomUUID().toString();
        UUID run = server.submit("shop/import", Map.of("gate", gate));
        page.navigate(server.page("runs?job=shop%2Fimport"));
        Locator row = row(page, run);
        assertThat(row).containsText("Running");
        assertThat(page.locator(".live")).hasText("live");

        Gates.open(gate);
        assertThat(row).containsText("Succeeded");

        UUID later = server.done("shop/import", Map.of());
        assertThat(page.getByText("↑ 1 new run")).isVisible();
        assertThat(row(page, later)).hasCount(0);
        page.getByText("↑ 1 new run").click();
        assertThat(row(page, later)).isVisible();
    }

    @Test
    void manyRunsAreCancelledAtOnceByMouse(Page page, TestServer server) {
        String gate = UUID.randomUUID().toString();
        Stream.of(1, 2, 3).forEach(i -> server.submit("shop/import", Map.of("gate", gate)));
        page.navigate(server.page("runs?job=shop%2Fimport&param.gate=" + gate));
        assertThat(rows(page)).hasCount(3);
        page.getByLabel("Select all that are loaded").check();
        Locator bar = page.getByRole(AriaRole.GROUP, named("Selected runs"));
        assertThat(bar).containsText("3 selected");
        bar.getByText("Cancel").click();
        button(page, "Cancel 3 runs").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("3 cancelled");
        button(page, "Done").click();
        assertThat(page.locator(".runs tbody .s-stop")).hasCount(3);
        Gates.open(gate);
    }

    @Test
    void allThatMatchAreCancelledByKeyboard(Page page, TestServer server) {
        String gate = UUID.randomUUID().toString();
        Stream.of(1, 2).forEach(i -> server.submit("shop/import", Map.of("gate", gate)));
        page.navigate(server.page("runs?param.gate=" + gate));
        assertThat(rows(page)).hasCount(2);
        page.keyboard().press("j");
        page.keyboard().press("x");
        page.keyboard().press("j");
        page.keyboard().press("Shift+X");
        assertThat(page.getByRole(AriaRole.GROUP, named("Selected runs"))).containsText("2 selected");
        page.keyboard().press("c");
        assertThat(button(page, "Cancel 2 runs")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("2 cancelled");
        assertThat(button(page, "Done")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        Gates.open(gate);
    }

    @Test
    void aBarOfTheHistogramShowsTheRunsOfItsTime(Page page, TestServer server) {
        server.done("shop/pay", Map.of("account", "x"));
        page.navigate(server.page("runs?range=15m"));
        Locator bar = page.locator(".hist .col[tabindex='0']").last();
        bar.click();
        assertThat(page).hasURL(Pattern.compile("from=.*to="));
        assertThat(rows(page).first()).isVisible();
        button(page, "15m").click();
        assertThat(page).not().hasURL(Pattern.compile("from="));
    }

    @Test
    void aViewIsNamedFoundAgainAndForgottenByKeysAndItsLinkShowsTheSame(Page page, TestServer server) {
        String account = "v" + UUID.randomUUID();
        UUID wanted = server.done("shop/pay", Map.of("account", account));
        page.navigate(server.page("runs?job=shop%2Fpay&param.account=" + account));
        assertThat(rows(page)).hasCount(1);
        String address = page.url();

        button(page, "Save this view").press("Enter");
        assertThat(page.getByLabel("Name of the view")).isFocused();
        page.keyboard().type("mine");
        page.keyboard().press("Enter");
        Locator views = page.getByRole(AriaRole.GROUP, named("Saved views"));
        assertThat(views.getByText("mine")).hasAttribute("aria-current", "true");

        page.navigate(server.page("runs"));
        page.reload();
        views.getByText("mine").press("Enter");
        assertThat(rows(page)).hasCount(1);
        assertThat(rows(page)).containsText(tail(wanted));
        assertThat(page).hasURL(address);
        page.keyboard().press("Control+k");
        assertThat(page.getByRole(AriaRole.COMBOBOX, named("Find jobs, runs and actions")))
                .isFocused();
        page.keyboard().type("mine");
        assertThat(page.getByRole(AriaRole.OPTION).first()).containsText("saved view of runs");
        page.keyboard().press("Escape");

        views.getByLabel("Forget the view mine").press("Enter");
        assertThat(button(page, "Save this view")).isVisible();
        assertThat(views.getByText("mine")).hasCount(0);
    }

    static Locator rows(Page page) {
        return page.locator(".runs tbody tr[aria-rowindex]");
    }

    private static Locator row(Page page, UUID run) {
        return rows(page).filter(new Locator.FilterOptions().setHasText(tail(run)));
    }

    private static Locator state(Page page, String name) {
        return page.getByRole(AriaRole.GROUP, named("State")).getByText(name);
    }

    private static String tail(UUID run) {
        return run.toString().substring(28);
    }
}
