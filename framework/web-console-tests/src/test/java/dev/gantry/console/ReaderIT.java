package dev.gantry.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.gantry.console.LaunchIT.button;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.gantry.app.config.Setting;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Somebody whose token only looks: everything is there to be seen, and no action is offered or taken. */
@ExtendWith(ConsoleExtension.class)
class ReaderIT {

    private static final Map<Setting, String> TOKENS =
            Map.of(Setting.API_TOKEN, "secret of this test", Setting.READ_TOKEN, "only looks");
    private static final int PHONE = 390;
    private static final int DESK = 1440;
    private static final int HEIGHT = 900;

    @TempDir
    Path folder;

    @Test
    void aReaderSeesARunWithItsLogAndNoActions(Page page, Complaints complaints) throws Exception {
        complaints.expect("401");
        List<String> changes = new CopyOnWriteArrayList<>();
        page.onRequest(request -> {
            if (!request.method().equals("GET")) {
                changes.add(request.method() + " " + request.url());
            }
        });
        try (TestServer server = new TestServer(folder, TOKENS)) {
            server.done("shop/import", Map.of("orders", 3));
            page.navigate(server.page("runs"));
            logIn(page, "only looks");
            assertThat(button(page, "Read only")).isVisible();

            Locator row = RunsIT.rows(page).first();
            assertThat(row).containsText("Succeeded");
            assertThat(page.locator(".runs input[type=checkbox]")).hasCount(0);
            isWell(page, "the runs");
            // Were one of these keys obeyed, its dialog would keep the help from opening.
            for (String key : List.of("j", "x", "c", "r", "?")) {
                page.keyboard().press(key);
            }
            Locator help = page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("Keyboard and help"));
            assertThat(help).containsText("filter the tree");
            assertThat(help).not().containsText("retry");
            page.keyboard().press("Escape");
            assertThat(help).hasCount(0);
            assertThat(page.locator(".bulk")).hasCount(0);

            page.keyboard().press("Enter");
            assertThat(page.locator(".rhead .pill")).hasText("Succeeded");
            assertThat(page.locator(".log")).containsText("order");
            assertThat(button(page, "Retry")).hasCount(0);
            assertThat(page.getByText("Run with changes")).hasCount(0);
            isWell(page, "the run");

            page.navigate(server.page("workers"));
            assertThat(page.locator(".worker")).containsText("Slots");
            assertThat(button(page, "Drain")).hasCount(0);
            assertThat(button(page, "Retire")).hasCount(0);
            assertThat(changes).as("requests that change something").isEmpty();
            page.close();
        }
    }

    @Test
    void aReaderLooksAtTheFormAndWhoeverLogsInAnewMayRunIt(Page page, Complaints complaints) throws Exception {
        complaints.expect("401");
        List<String> changes = new CopyOnWriteArrayList<>();
        page.onRequest(request -> {
            if (!request.method().equals("GET")) {
                changes.add(request.method());
            }
        });
        try (TestServer server = new TestServer(folder, TOKENS)) {
            page.navigate(server.page("jobs/shop/import"));
            logIn(page, "only looks");
            page.reload();
            assertThat(page.locator("[data-pointer='/orders']")).isVisible();
            assertThat(button(page, "Run")).isDisabled();
            assertThat(page.getByText("Read only: your token runs no jobs")).isVisible();
            page.keyboard().press("Control+Enter");
            isWell(page, "the form");
            page.navigate(server.page("runs"));
            assertThat(page.getByText("No runs yet")).isVisible();
            assertThat(changes).isEmpty();

            button(page, "Read only").click();
            button(page, "Log in with another token").click();
            logIn(page, "secret of this test");
            page.navigate(server.page("jobs/shop/import"));
            assertThat(button(page, "Read only")).hasCount(0);
            button(page, "Run").click();
            assertThat(page.locator(".rhead .pill")).hasText("Succeeded");
            assertThat(button(page, "Retry")).isVisible();
            page.close();
        }
    }

    @Test
    void aTokenThatMayDoLessAfterARestartIsFoundOutWhenThePageIsLoaded(Page page, Complaints complaints)
            throws Exception {
        complaints.expect("401");
        try (TestServer server = new TestServer(folder, TOKENS)) {
            page.navigate(server.page("jobs/shop/import"));
            logIn(page, "only looks");
            assertThat(button(page, "Run")).isDisabled();
            page.evaluate("sessionStorage.setItem('gantry.access', 'all')");
            page.reload();
            assertThat(button(page, "Run")).isDisabled();
            assertThat(button(page, "Read only")).isVisible();
            page.close();
        }
    }

    private static void logIn(Page page, String token) {
        page.getByLabel("Token").fill(token);
        button(page, "Log in").click();
        assertThat(page.locator(".live")).hasText("live");
    }

    /** Accessible, and within a window of any width. */
    private static void isWell(Page page, String what) {
        for (int width : List.of(PHONE, DESK)) {
            page.setViewportSize(width, HEIGHT);
            assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .as("%s fits into %d pixels", what, width)
                    .isEqualTo(true);
        }
        assertThat(new AxeBuilder(page).analyze().getViolations())
                .as("what axe finds wrong with %s", what)
                .isEmpty();
    }
}
