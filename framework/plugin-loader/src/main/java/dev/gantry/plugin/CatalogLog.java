package dev.gantry.plugin;

import dev.gantry.engine.catalog.Catalog;
import dev.gantry.engine.catalog.DiscoveryIssue;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what became of the plugins to the server's log, each issue once for as long as it lasts. */
final class CatalogLog {

    private static final Logger LOG = LoggerFactory.getLogger(PluginLoader.class);

    private Set<DiscoveryIssue> known = Set.of();

    void changed(Catalog catalog) {
        catalog.issues().stream().filter(issue -> !known.contains(issue)).forEach(CatalogLog::log);
        known = Set.copyOf(catalog.issues());
        LOG.info(
                "{}, {}, {}",
                counted(catalog.plugins().size(), "plugin"),
                counted(catalog.limits().size(), "job"),
                counted(catalog.issues().size(), "issue"));
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private static void log(DiscoveryIssue issue) {
        String place = issue.plugin().isEmpty() ? "" : "plugin " + issue.plugin() + ": ";
        String source = issue.source().isEmpty() ? "" : issue.source() + ": ";
        String cause = issue.cause().isEmpty() ? "" : " (" + issue.cause() + ")";
        String line = place + source + issue.message() + cause;
        if (issue.severity() == DiscoveryIssue.Severity.ERROR) {
            LOG.error("{}", line);
        } else {
            LOG.warn("{}", line);
        }
    }
}
