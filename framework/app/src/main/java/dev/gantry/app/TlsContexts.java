package dev.gantry.app;

import dev.gantry.app.config.TlsSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Makes of the files that settings name what TLS needs. */
final class TlsContexts {

    private TlsContexts() {}

    /** What a server shows of itself. */
    static Optional<SSLContext> ofServer(TlsSettings settings) throws IOException {
        if (settings.keys().isEmpty()) {
            return Optional.empty();
        }
        TlsSettings.Store store = settings.keys().get();
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(load("tls-key-store", store), store.password().value().toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return Optional.of(context);
        } catch (GeneralSecurityException e) {
            throw unusable("tls-key-store", store, e);
        }
    }

    /** Whom calls to other servers trust. */
    static Optional<SSLContext> ofCalls(TlsSettings settings) throws IOException {
        if (settings.trust().isEmpty()) {
            return Optional.empty();
        }
        TlsSettings.Store store = settings.trust().get();
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(load("tls-trust-store", store));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return Optional.of(context);
        } catch (GeneralSecurityException e) {
            throw unusable("tls-trust-store", store, e);
        }
    }

    private static KeyStore load(String setting, TlsSettings.Store store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store.file())) {
            keys.load(in, store.password().value().toCharArray());
        } catch (IOException e) {
            throw unusable(setting, store, e);
        }
        if (keys.size() == 0) {
            throw new IOException(
                    "%s: %s is empty; put a certificate into it with keytool".formatted(setting, store.file()));
        }
        return keys;
    }

    private static IOException unusable(String setting, TlsSettings.Store store, Exception why) {
        return new IOException(
                "%s: %s cannot be used: %s; expected a PKCS12 file that the password in %s-password opens"
                        .formatted(setting, store.file(), why, setting),
                why);
    }
}
