package dev.gantry.console;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitUntilState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Takes the figures of the console that stand in {@code framework/benchmarks/README.md}, and leaves them in
 * {@code target/figures.md}. It is no test, and its name keeps it out of the build.
 */
class FluidityFigures {

    private static final int FEW = 10;
    private static final int MANY = 10_000;
    private static final int ROUNDS = 5;
    private static final double PATIENCE_MILLIS = 240_000;

    /** Yields when the frame in which a condition holds first has been painted. */
    private static final String PAINTED = """
            () => new Promise((resolve) => {
              const look = () => {
                if (!(%s)) return requestAnimationFrame(look);
                requestAnimationFrame(() => {
                  const painted = new MessageChannel();
                  painted.port1.onmessage = () => resolve([performance.now(), Date.now()]);
                  painted.port2.postMessage(0);
                });
              };
              look();
            })""";

    /** Yields how long each frame took while the reader scrolls up. */
    private static final String FRAMES = """
            async () => {
              const main = document.querySelector('main');
              const frame = () => new Promise(requestAnimationFrame);
              const took = [];
              let before = await frame();
              for (let i = 0; i < 60; i++) {
                main.scrollTop -= 700;
                const now = await frame();
                took.push(now - before);
                before = now;
              }
              return took;
            }""";

    private static final String WATCH_TASKS = """
            () => {
              window.longest = 0;
              const watch = (tasks) => tasks.getEntries().forEach((task) => {
                window.longest = Math.max(window.longest, task.duration);
              });
              new PerformanceObserver(watch).observe({type: 'longtask'});
            }""";

    private static final String A_ROW = "document.querySelector('.runs tr[aria-rowindex=\"2\"]')";
    private static final String A_GROUP =
            "[...document.querySelectorAll('.lane')].some((lane) => lane.textContent.includes('×'))";

    private final Map<String, String> few = new LinkedHashMap<>();
    private final Map<String, String> many = new LinkedHashMap<>();

    @Test
    void takeThem(@TempDir Path small, @TempDir Path large) throws Exception {
        try (Browsers browsers = Browsers.start()) {
            take(browsers.browser(), new ManyRuns(small, FEW), few);
            take(browsers.browser(), new ManyRuns(large, MANY), many);
        }
        StringBuilder table = new StringBuilder("| children | %,d | %,d |%n|---|---|---|%n".formatted(FEW, MANY));
        few.forEach((name, value) -> table.append("| %s | %s | %s |%n".formatted(name, value, many.get(name))));
        Files.writeString(Files.createDirectories(Path.of("target")).resolve("figures.md"), table);
    }

    private void take(Browser browser, ManyRuns runs, Map<String, String> figures) throws IOException {
        try (runs) {
            try (BrowserContext tabs = browser.newContext()) {
                runs.settle(tabs.newPage());
            }
            list(browser, runs, figures);
            children(browser, runs, figures);
        }
    }

    private static void list(Browser browser, ManyRuns runs, Map<String, String> figures) {
        String address = runs.server().page("runs");
        figures.put("list: first rows, ms", firstPaint(browser, address, A_ROW));
        try (BrowserContext tabs = browser.newContext(desk())) {
            Page page = tabs.newPage();
            page.navigate(address);
            page.waitForFunction("() => " + A_ROW);
            scroll(page, Scrolling.ROWS_TO_END, runs.size());
            standing(page, "list, all loaded", figures);
            updates(
                    page,
                    "list: a row that changed, ms",
                    i -> runs.finishOldest(i),
                    i ->
                            "[...document.querySelectorAll('.runs tr')].some((row) => row.textContent.includes('Succeeded')"
                                    + " && row.querySelector('a[href*=\"%s\"]'))"
                                            .formatted(runs.oldest().get(i)),
                    figures);
            figures.put("list: frames while scrolling, ms", frames(page));
        }
    }

    private static void children(Browser browser, ManyRuns runs, Map<String, String> figures) {
        String address = runs.server().page("runs/shop/" + runs.parent());
        figures.put("run: first timeline with its children as a group, ms", firstPaint(browser, address, A_GROUP));
        try (BrowserContext tabs = browser.newContext(desk())) {
            Page page = tabs.newPage();
            page.navigate(address);
            page.waitForFunction("() => " + A_GROUP);
            page.locator(".lane")
                    .filter(new Locator.FilterOptions().setHasText("×"))
                    .click();
            page.waitForFunction("() => document.querySelectorAll('.lane').length > 10");
            scroll(page, Scrolling.LANES_TO_END, runs.equalChildren());
            standing(page, "run, all children opened", figures);
            // The last lanes are those of the children that wait; the first child is the very last.
            updates(
                    page,
                    "run: a child that changed, ms",
                    i -> runs.finishChild(i),
                    i -> "(() => {const lanes = [...document.querySelectorAll('.lane')].filter((lane) =>"
                            + " lane.querySelector('.name').textContent === 'invoice');"
                            + " return !lanes.at(-1 - %d).querySelector('.du').textContent.includes('%%');})()"
                                    .formatted(i),
                    figures);
            figures.put("run: frames while scrolling, ms", frames(page));
        }
    }

    private static Browser.NewContextOptions desk() {
        return new Browser.NewContextOptions().setViewportSize(1440, 900);
    }

    /** From the call of the page's address until what is looked for is painted, each time in a browser that knows nothing. */
    private static String firstPaint(Browser browser, String address, String condition) {
        double[] took = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            try (BrowserContext tabs = browser.newContext(desk())) {
                Page page = tabs.newPage();
                page.navigate(address, new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
                took[i] = painted(page.evaluate(PAINTED.formatted(condition)), 0);
            }
        }
        return text(took);
    }

    private static void updates(
            Page page, String name, IntConsumer change, IntFunction<String> condition, Map<String, String> figures) {
        double[] took = new double[ManyRuns.WAITING];
        page.evaluate(WATCH_TASKS);
        for (int i = 0; i < took.length; i++) {
            page.evaluate("() => {window.painting = (" + PAINTED.formatted(condition.apply(i)) + ")();}");
            long before = System.currentTimeMillis();
            change.accept(i);
            took[i] = painted(page.evaluate("window.painting"), 1) - before;
        }
        figures.put(name, text(took));
        double longest = number(page.evaluate("window.longest"));
        // Browsers tell of tasks from 50 ms on.
        figures.put(name.replace("changed, ms", "changed: longest task, ms"), longest == 0 ? "< 50" : text(longest));
    }

    private static void standing(Page page, String where, Map<String, String> figures) {
        figures.put(
                where + ": elements in the page", text(number(page.evaluate("document.querySelectorAll('*').length"))));
        JsonObject heap = session(page, "Runtime.getHeapUsage");
        figures.put(where + ": heap of the page, MB", text(heap.get("usedSize").getAsDouble() / 1_000_000));
    }

    private static JsonObject session(Page page, String query) {
        CDPSession session = page.context().newCDPSession(page);
        session.send("HeapProfiler.collectGarbage");
        JsonObject answer = session.send(query);
        session.detach();
        return answer;
    }

    private static String frames(Page page) {
        List<?> took = (List<?>) page.evaluate(FRAMES);
        return text(took.stream().mapToDouble(FluidityFigures::number).toArray());
    }

    private static void scroll(Page page, String step, int least) {
        page.evaluate(Scrolling.BEGIN);
        page.waitForFunction(step, least, new Page.WaitForFunctionOptions().setTimeout(PATIENCE_MILLIS));
    }

    private static double painted(Object times, int which) {
        return number(((List<?>) times).get(which));
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }

    /** The median, and what was the most. */
    private static String text(double... values) {
        double[] sorted = DoubleStream.of(values).sorted().toArray();
        String median = brief(sorted[sorted.length / 2]);
        return values.length == 1 ? median : "%s (%s)".formatted(median, brief(sorted[sorted.length - 1]));
    }

    private static String brief(double value) {
        return value < 10 ? "%.1f".formatted(value) : "%,.0f".formatted(value);
    }
}
