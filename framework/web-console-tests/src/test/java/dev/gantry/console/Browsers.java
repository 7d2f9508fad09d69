package dev.gantry.console;

import static org.junit.jupiter.api.Assumptions.abort;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The browser of this JVM: Chromium as it is installed, or none. */
final class Browsers implements AutoCloseable {

    /** Without these the browser looks for servers of its maker, and for a GPU. */
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private static final List<String> PLACES = List.of(
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium");

    private final Playwright playwright = Playwright.create();
    private final Browser browser;

    private Browsers(Path chromium) {
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium)
                        .setArgs(FLAGS));
    }

    /** Start the browser; without one the tests are left out, except where {@code CI} is {@code true}. */
    static Browsers start() {
        Optional<Path> chromium = Stream.concat(Stream.ofNullable(System.getenv("CONSOLE_BROWSER")), PLACES.stream())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        if (chromium.isEmpty()) {
            String problem = "no Chromium in %s; install it, or name one by CONSOLE_BROWSER".formatted(PLACES);
            if ("true".equals(System.getenv("CI"))) {
                throw new IllegalStateException(problem);
            }
            abort(problem + ": the tests of the console are left out");
        }
        return new Browsers(chromium.get());
    }

    Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        playwright.close();
    }
}
