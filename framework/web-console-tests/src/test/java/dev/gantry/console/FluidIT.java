package dev.gantry.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand runs in a list, and below a run: all can be reached, few are drawn, and what changes does so in its place. */
@ExtendWith(ConsoleExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FluidIT {

    /** A window of 900 pixels shows some 30 rows; more are drawn above and below. */
    private static final int MOST_DRAWN = 150;

    private static final int EQUAL_CHILDREN = 10_000;

    private static final double PATIENCE_MILLIS = 240_000;

    private ManyRuns many;

    @BeforeAll
    void thereAreTenThousandRuns(@TempDir Path folder) throws Exception {
        many = new ManyRuns(folder, EQUAL_CHILDREN);
    }

    @AfterAll
    void stop() {
        many.close();
    }

    @Test
    void tenThousandRowsAreReachedByScrollingAndTheLastOneChangesInItsPlace(Page page) {
        many.settle(page);
        page.navigate(many.server().page("runs"));
        assertThat(RunsIT.rows(page).first()).isVisible();
        int most = scroll(page, Scrolling.ROWS_TO_END);
        assertThat(page.locator("table.runs")).hasAttribute("aria-rowcount", String.valueOf(many.size() + 1));
        Locator last = RunsIT.rows(page).last();
        assertThat(last).containsText(tail(many.oldest().get(0)));
        assertThat(last).containsText("Running");
        double place = last.boundingBox().y;

        many.finishOldest(0);

        assertThat(last).containsText("Succeeded");
        assertThat(last).containsText(tail(many.oldest().get(0)));
        assertThat(last.boundingBox().y).as("where the row stands").isCloseTo(place, within(1.0));

        most = Math.max(most, scroll(page, Scrolling.THROUGH_ROWS));
        assertThat(page.evaluate(Scrolling.SEEN)).as("runs that were seen").isEqualTo(many.size());
        assertThat(most).as("rows drawn at once").isLessThan(MOST_DRAWN);
    }

    @Test
    void tenThousandChildrenAreOneLineAndOpenedAreReachedByScrolling(Page page) {
        many.settle(page);
        page.navigate(many.server().page("runs/shop/" + many.parent()));
        Locator group = page.locator(".lane").filter(new Locator.FilterOptions().setHasText("×10000"));
        assertThat(group).containsText("5 running, 9995 succeeded");
        assertThat(page.locator(".lane")).hasCount(4);

        group.click();
        int most = scroll(page, Scrolling.LANES_TO_END);
        Locator child = page.locator(".lane")
                .filter(new Locator.FilterOptions().setHasText("invoice"))
                .last();
        assertThat(child).containsText("0 %");
        double place = child.boundingBox().y;

        for (int i = ManyRuns.WAITING - 1; i >= 0; i--) {
            many.finishChild(i);
        }

        assertThat(child).not().containsText("%");
        assertThat(page.locator(".rhead .pill")).hasText("Succeeded");
        assertThat(child.boundingBox().y).as("where the lane stands").isCloseTo(place, within(1.0));

        most = Math.max(most, scroll(page, Scrolling.THROUGH_LANES));
        assertThat(page.evaluate(Scrolling.SEEN)).as("lanes that were seen").isEqualTo(EQUAL_CHILDREN + 4);
        assertThat(most).as("lanes drawn at once").isLessThan(MOST_DRAWN);
    }

    private static int scroll(Page page, String step) {
        page.evaluate(Scrolling.BEGIN);
        page.waitForFunction(step, EQUAL_CHILDREN, new Page.WaitForFunctionOptions().setTimeout(PATIENCE_MILLIS));
        return (int) page.evaluate(Scrolling.MOST);
    }

    private static String tail(UUID run) {
        return run.toString().substring(28);
    }
}
