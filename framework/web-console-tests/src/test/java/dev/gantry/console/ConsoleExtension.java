package dev.gantry.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Tracing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test a browser of its own, as far as it remembers anything, and one server to all. What a page complains of in
 * its console fails the test; of a test that fails the trace is kept.
 */
final class ConsoleExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {

    private static final Namespace OURS = Namespace.create(ConsoleExtension.class);
    private static final int WIDTH = 1440;
    private static final int HEIGHT = 900;
    private static final double PATIENCE_MILLIS = 30_000;

    private static Store shared(ExtensionContext context) {
        return context.getRoot().getStore(OURS);
    }

    private static Browsers browsers(ExtensionContext context) {
        return shared(context).computeIfAbsent(Browsers.class, type -> Browsers.start(), Browsers.class);
    }

    private static TestServer server(ExtensionContext context) {
        return shared(context).computeIfAbsent(TestServer.class, type -> startServer(), TestServer.class);
    }

    private static TestServer startServer() {
        try {
            return new TestServer(Files.createTempDirectory("gantry-console"), Map.of());
        } catch (Exception e) {
            throw new IllegalStateException("the server does not start", e);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        BrowserContext tabs = browsers(context)
                .browser()
                .newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                        .setViewportSize(WIDTH, HEIGHT)
                        .setAcceptDownloads(true));
        tabs.setDefaultTimeout(PATIENCE_MILLIS);
        com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        tabs.tracing().start(new Tracing.StartOptions().setScreenshots(true).setSnapshots(true));
        List<String> complaints = new ArrayList<>();
        tabs.onConsoleMessage(message -> {
            if (List.of("error", "warning").contains(message.type())) {
                complaints.add(message.text());
            }
        });
        tabs.onWebError(error -> complaints.add(error.error()));
        Store own = context.getStore(OURS);
        own.put(BrowserContext.class, tabs);
        own.put(Complaints.class, new Complaints(complaints));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        BrowserContext tabs = context.getStore(OURS).get(BrowserContext.class, BrowserContext.class);
        Complaints complaints = context.getStore(OURS).get(Complaints.class, Complaints.class);
        if (context.getExecutionException().isPresent()) {
            String name = context.getRequiredTestClass().getSimpleName() + "." + context.getDisplayName();
            Path trace = Path.of("target", "traces", name.replaceAll("[^A-Za-z0-9.]+", "_") + ".zip");
            tabs.tracing().stop(new Tracing.StopOptions().setPath(trace));
        }
        tabs.close();
        assertThat(complaints.unexpected()).as("what pages complained of").isEmpty();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return List.of(Page.class, BrowserContext.class, TestServer.class, Complaints.class)
                .contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        if (type == TestServer.class) {
            return server(context);
        }
        if (type == Page.class) {
            return context.getStore(OURS)
                    .get(BrowserContext.class, BrowserContext.class)
                    .newPage();
        }
        return context.getStore(OURS).get(type);
    }
}
