package dev.gantry.app.config;

import static java.util.Objects.requireNonNull;

/**
 * A secret, which shows itself to nobody by accident.
 *
 * @param value the secret
 */
public record SecretText(String value) {

    public SecretText {
        requireNonNull(value, "value is null");
    }

    /** Not the secret. */
    @Override
    public String toString() {
        return "***";
    }
}
