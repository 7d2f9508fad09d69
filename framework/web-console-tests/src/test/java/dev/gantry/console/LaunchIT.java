package dev.gantry.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Finding a job, filling in its form, being told what is wrong, and running it. */
@ExtendWith(ConsoleExtension.class)
class LaunchIT {

    private static final Pattern A_RUN = Pattern.compile("#/runs/shop/[0-9a-f-]{36}$");

    @Test
    void aJobIsFoundFilledInMendedAndRunByMouse(Page page, TestServer server) {
        page.navigate(server.page("jobs"));
        item(page, "month").click();
        assertThat(item(page, "close")).isVisible();
        item(page, "order").click();
        assertThat(page.getByRole(AriaRole.HEADING, named("Order"))).isVisible();
        assertThat(page.getByText("1 field to fill in")).isVisible();

        page.getByLabel("Parcels").fill("100");
        button(page, "Run").click();
        assertThat(page.getByLabel("Customer")).isFocused();
        assertThat(page.getByText("Expected at most 99")).isVisible();

        page.getByLabel("Customer").fill("Ann");
        page.getByLabel("Parcels").fill("3");
        page.getByText("FAST", new Page.GetByTextOptions().setExact(true)).click();
        page.getByLabel("Insured").setChecked(false);
        page.getByText("CARD", new Page.GetByTextOptions().setExact(true)).click();
        page.getByLabel("Not before").fill("2030-01-02T03:04:05");
        button(page, "1h").click();
        assertThat(page.getByText("= 1 hour")).isVisible();
        button(page, "Add window").click();
        field(page, "/window/from").fill("2030-02-01");
        field(page, "/window/to").fill("2030-01-01");
        button(page, "Add to items").click();
        field(page, "/items/0/name").fill("book");
        button(page, "Add to stock").click();
        page.getByLabel("Name 1 of stock").fill("book");
        page.getByLabel("Name 1 of stock").blur();
        field(page, "/stock/book").fill("7");
        button(page, "Add payment").click();
        page.getByText("card", new Page.GetByTextOptions().setExact(true)).click();
        page.getByLabel("Owner").fill("Ann");
        field(page, "/payment/number").fill("4711");
        page.getByLabel("Password").fill("hunter2");
        page.getByLabel("Anything").fill("{\"a\": [1]}");

        assertThat(page.getByLabel("Password")).hasAttribute("type", "password");
        assertThat(page.getByLabel("Params as JSON")).containsText("\"customer\": \"Ann\"");
        assertThat(page.getByLabel("Params as JSON")).not().containsText("hunter2");
        page.getByRole(AriaRole.TAB, named("curl")).click();
        assertThat(page.getByLabel("curl call")).containsText("\"parcels\":3");
        page.getByRole(AriaRole.TAB, named("Java")).click();
        assertThat(page.getByLabel("Java call")).containsText("client.submit(\"shop/order\"");
    }

    @Test
    void whatOnlyTheServerKnowsIsShownAtItsField(Page page, TestServer server, Complaints complaints) {
        complaints.expect("422");
        page.navigate(server.page("jobs/shop/order"));
        page.getByLabel("Customer").fill("Ann");
        button(page, "Add window").click();
        field(page, "/window/from").fill("2030-02-01");
        field(page, "/window/to").fill("2030-01-01");
        button(page, "Run").click();

        Locator window = page.locator("[data-pointer='/window']");
        assertThat(window).containsText("expected at most to");

        field(page, "/window/to").fill("2030-03-01");
        assertThat(window).not().containsText("expected at most to");
        button(page, "Run").click();
        page.waitForURL(A_RUN);
        assertThat(page.locator("#payload")).containsText("Window[from=2030-02-01, to=2030-03-01]");
    }

    @Test
    void aJobIsFoundFilledInMendedAndRunByKeyboardAlone(Page page, TestServer server) {
        page.navigate(server.page("runs"));
        assertThat(page.getByRole(AriaRole.HEADING, named("Runs"))).isVisible();
        page.keyboard().press("g");
        page.keyboard().press("j");
        assertThat(item(page, "shop")).isVisible();
        page.keyboard().press("/");
        assertThat(page.getByLabel("Filter jobs")).isFocused();
        page.keyboard().type("shop/ord");
        page.keyboard().press("ArrowDown");
        assertThat(item(page, "shop")).isFocused();
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Enter");
        assertThat(page.getByLabel("Customer")).isVisible();

        page.keyboard().press("Control+Enter");
        assertThat(page.getByLabel("Customer")).isFocused();
        assertThat(page.locator("[data-pointer='/customer'] .err")).hasText("Required");
        page.keyboard().type("Bob");
        page.keyboard().press("Tab");
        page.keyboard().press("ArrowUp");
        page.keyboard().press("Control+Enter");

        page.waitForURL(A_RUN);
        assertThat(page.locator("#payload")).containsText("\"parcels\": 2");
    }

    @Test
    void thePaletteFindsAJobByAFewLetters(Page page, TestServer server) {
        page.navigate(server.page("plugins"));
        assertThat(page.getByRole(AriaRole.HEADING, named("Plugins"))).isVisible();
        page.keyboard().press("Control+k");
        assertThat(page.getByRole(AriaRole.COMBOBOX, named("Find jobs, runs and actions")))
                .isFocused();
        page.keyboard().type("month/clo");
        assertThat(page.getByRole(AriaRole.OPTION).first()).containsText("shop/month/close");
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.HEADING, named("Close month"))).isVisible();
    }

    @Test
    void whatWasTypedIsKeptExceptSecrets(Page page, TestServer server) {
        page.navigate(server.page("jobs/shop/order"));
        page.getByLabel("Customer").fill("Carla");
        page.getByLabel("Password").fill("hunter2");
        page.reload();
        assertThat(page.getByLabel("Customer")).hasValue("Carla");
        assertThat(page.getByLabel("Password")).hasValue("");
        assertThat(String.valueOf(page.evaluate("JSON.stringify(sessionStorage) + location.href")))
                .doesNotContain("hunter2");
        button(page, "Reset").click();
        assertThat(page.getByLabel("Customer")).hasValue("");
    }

    @Test
    void theFormAndItsJsonAreTwoViewsOfOneThing(Page page, TestServer server) {
        page.navigate(server.page("jobs/shop/order"));
        button(page, "Edit as JSON").click();
        Locator json = page.locator("textarea[aria-label='Params as JSON']");
        json.fill("{\"customer\": \"Dora\", \"parcels\": 5}");
        assertThat(page.getByLabel("Customer")).hasValue("Dora");
        assertThat(page.getByLabel("Parcels")).hasValue("5");
        json.fill("{\"customer\": ");
        assertThat(page.getByText("Not JSON")).isVisible();
        assertThat(page.getByLabel("Customer")).hasValue("Dora");
    }

    @Test
    void anEarlierRunFillsTheForm(Page page, TestServer server) {
        UUID earlier = server.done("shop/order", Map.of("customer", "Edda", "parcels", 9, "password", "hunter2"));
        page.navigate(server.page("jobs/shop/order"));
        button(page, "Fill from a run…").click();
        page.getByRole(AriaRole.DIALOG)
                .getByRole(AriaRole.BUTTON)
                .filter(new Locator.FilterOptions()
                        .setHasText(earlier.toString().substring(28)))
                .click();
        assertThat(page.getByLabel("Customer")).hasValue("Edda");
        assertThat(page.getByLabel("Parcels")).hasValue("9");
        assertThat(page.getByLabel("Password")).hasValue("");
        assertThat(page.getByText("Secrets are not shown again")).isVisible();
    }

    static Locator item(Page page, String name) {
        return page.locator("[role=treeitem][data-path$='%s']".formatted(name)).first();
    }

    static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, named(name));
    }

    static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static Locator field(Page page, String pointer) {
        return page.locator("[data-pointer='%s'] input".formatted(pointer));
    }
}
