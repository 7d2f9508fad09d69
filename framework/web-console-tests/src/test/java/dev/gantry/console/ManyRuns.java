package dev.gantry.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.gantry.console.LaunchIT.named;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.gantry.app.config.Setting;
import dev.gantry.console.jobs.Gates;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A server of its own with a run that has many equal children, the first of which wait, and older runs that wait. */
final class ManyRuns implements AutoCloseable {

    /** How many of the equal children wait, and how many runs are older than all others and wait, too. */
    static final int WAITING = 5;

    /** The children of the parent that are not equal to the others. */
    private static final int OTHER_CHILDREN = 2;

    private static final double PATIENCE_MILLIS = 240_000;

    private final TestServer server;
    private final int equalChildren;
    private final String gate = UUID.randomUUID().toString();
    private final List<UUID> oldest;
    private final UUID parent;

    ManyRuns(Path folder, int equalChildren) throws Exception {
        this.equalChildren = equalChildren;
        server = new TestServer(folder, Map.of(Setting.SLOTS, "32"));
        oldest = IntStream.range(0, WAITING)
                .mapToObj(i -> server.submit("shop/import", Map.of("gate", gate + "oldest" + i)))
                .toList();
        parent = server.submit(
                "shop/month/close",
                Map.of("invoices", equalChildren, "account", "someone", "waiting", WAITING, "invoiceGate", gate));
    }

    /** Wait until all have run but those that wait, or these as well. */
    void settle(Page page) {
        int done = equalChildren - WAITING + OTHER_CHILDREN;
        Pattern counts = Pattern.compile("Succeeded("
                + IntStream.rangeClosed(done, size())
                        .mapToObj("%,d"::formatted)
                        .map(count -> count.replace(',', '\u202f'))
                        .collect(Collectors.joining("|"))
                + ")");
        page.navigate(server.page("runs?state=QUEUED"));
        assertThat(page.getByRole(AriaRole.GROUP, named("State")).getByText("Succeeded"))
                .hasText(counts, new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MILLIS));
    }

    /** How many runs there are in all. */
    int size() {
        return equalChildren + OTHER_CHILDREN + 1 + WAITING;
    }

    int equalChildren() {
        return equalChildren;
    }

    TestServer server() {
        return server;
    }

    /** The runs that were submitted before all others, the first one first. */
    List<UUID> oldest() {
        return oldest;
    }

    UUID parent() {
        return parent;
    }

    void finishOldest(int index) {
        Gates.open(gate + "oldest" + index);
    }

    void finishChild(int index) {
        Gates.open(gate + index);
    }

    @Override
    public void close() {
        for (int i = 0; i < WAITING; i++) {
            finishOldest(i);
            finishChild(i);
        }
        server.close();
    }
}
