package dev.gantry.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.engine.catalog.Catalog;
import dev.gantry.engine.catalog.DiscoveryIssue;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import java.util.zip.ZipFile;
import jdk.security.jarsigner.JarSigner;
import org.junit.jupiter.api.Test;

class SignedJarTest extends PluginFixture {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @Test
    void aSignedJobKeepsItsSignersAlsoWhereACallWasRedirected() throws Throwable {
        JarBuilder jar = JarBuilder.jar().job("acme.Signed", "tools", "signed", """
                if (run == null) { System.exit(1); }
                run.data(getClass().getProtectionDomain().getCodeSource().getCodeSigners().length);
                return null;
                """);
        Files.createDirectories(plugins());
        sign(jar.write(home.resolve("unsigned.jar")), plugins().resolve("acme.jar"));

        Catalog catalog = load();

        assertThat(catalog.issues()).isEmpty();
        assertThat(run(catalog, "tools/signed")).isEqualTo(1);
    }

    @Test
    void aClassThatIsNotWhatWasSignedIsRefused() throws Exception {
        JarBuilder jar = JarBuilder.jar()
                .job("acme.Kept", "tools", "kept", "return null;")
                .job("acme.Changed", "tools", "changed", "return null;");
        Path signed = home.resolve("signed.jar");
        sign(jar.write(home.resolve("unsigned.jar")), signed);
        Map<String, byte[]> other = JarBuilder.jar()
                .job("acme.Changed", "tools", "changed", "return RunResult.OK;")
                .compile();
        tamper(signed, "acme/Changed.class", other.get("acme/Changed.class"));

        Catalog catalog = load();

        assertThat(paths(catalog)).containsExactly("tools/kept");
        assertThat(catalog.issues()).extracting(DiscoveryIssue::source).containsExactly("acme.Changed");
        assertThat(messages(catalog).get(0)).startsWith("the class is not what was signed");
    }

    private void tamper(Path signed, String name, byte[] content) throws Exception {
        JarBuilder changed = JarBuilder.jar();
        try (ZipFile zip = new ZipFile(signed.toFile())) {
            for (var entry : zip.stream().filter(it -> !it.isDirectory()).toList()) {
                try (InputStream in = zip.getInputStream(entry)) {
                    changed.entry(entry.getName(), in.readAllBytes());
                }
            }
        }
        changed.entry(name, content).write(plugins().resolve("acme.jar"));
    }

    private void sign(Path unsigned, Path signed) throws Exception {
        Path keys = home.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "acme",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=acme",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keys.toString(),
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore store = KeyStore.getInstance(keys.toFile(), PASSWORD);
        var key = (KeyStore.PrivateKeyEntry) store.getEntry("acme", new KeyStore.PasswordProtection(PASSWORD));
        try (ZipFile zip = new ZipFile(unsigned.toFile());
                OutputStream out = Files.newOutputStream(signed)) {
            new JarSigner.Builder(key).build().sign(zip, out);
        }
    }
}
