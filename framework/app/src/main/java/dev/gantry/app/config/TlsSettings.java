package dev.gantry.app.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a server shows of itself over https, and whom it trusts.
 *
 * @param keys its key and certificate; absent: it speaks http
 * @param trust the certificates that its calls to other servers trust; absent: those that the JVM trusts
 */
public record TlsSettings(Optional<Store> keys, Optional<Store> trust) {

    /** Neither. */
    public static final TlsSettings NONE = new TlsSettings(Optional.empty(), Optional.empty());

    /**
     * A PKCS12 file.
     *
     * @param file where it is
     * @param password what opens it
     */
    public record Store(Path file, SecretText password) {}
}
