package dev.gantry.app.config;

import java.util.List;

/** The configuration cannot be used; says everything that is wrong with it at once. */
public final class ConfigurationException extends Exception {

    private static final long serialVersionUID = 1;

    /** Make one for problems, each a sentence. */
    public ConfigurationException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }
}
