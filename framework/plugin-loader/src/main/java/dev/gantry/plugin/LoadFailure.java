package dev.gantry.plugin;

import dev.gantry.engine.catalog.DiscoveryIssue;

/** Says in an author's words why a class of a plugin did not load. */
final class LoadFailure {

    private LoadFailure() {}

    static DiscoveryIssue issue(String plugin, String className, Throwable failure) {
        if (failure instanceof UnsupportedClassVersionError) {
            return DiscoveryIssue.error(plugin, className, failure.getMessage());
        }
        boolean unread = failure instanceof ClassNotFoundException && failure.getCause() != null;
        return DiscoveryIssue.error(plugin, className, message(failure), unread ? failure.getCause() : failure);
    }

    private static String message(Throwable failure) {
        if (failure instanceof NoClassDefFoundError && failure.getCause() instanceof ClassNotFoundException missing) {
            return "the class needs %s, which the plugin does not have; put the jar that has it into the plugin's folder"
                    .formatted(missing.getMessage());
        }
        if (failure instanceof ClassNotFoundException) {
            return "the class cannot be read from its jar; build the jar again";
        }
        if (failure instanceof SecurityException) {
            return "the class is not what was signed, or has no right to its package; build and sign the jar again";
        }
        return "the class file is broken or does not fit the classes it needs; build the plugin again";
    }
}
