package dev.gantry.plugin;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipFile;

/** One jar of a plugin, open. Of a multi-release jar the entries for the Java that runs are seen. Thread-safe. */
final class PluginJar implements Closeable {

    private final JarFile jar;
    private final URL url;

    PluginJar(Path file) throws IOException {
        this.jar = new JarFile(file.toFile(), true, ZipFile.OPEN_READ, Runtime.version());
        this.url = file.toUri().toURL();
    }

    Optional<JarEntry> entry(String name) {
        return Optional.ofNullable(jar.getJarEntry(name));
    }

    /**
     * Read an entry and check its signature, if it has one.
     *
     * @throws SecurityException if the entry is not what was signed
     */
    byte[] read(JarEntry entry) throws IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    InputStream open(JarEntry entry) throws IOException {
        return jar.getInputStream(entry);
    }

    /** Where an entry came from and who signed it; known once it was read. */
    CodeSource source(JarEntry entry) {
        return new CodeSource(url, entry.getCodeSigners());
    }

    Manifest manifest() throws IOException {
        Manifest manifest = jar.getManifest();
        return manifest == null ? new Manifest() : manifest;
    }

    URL url() {
        return url;
    }

    URL url(JarEntry entry) {
        try {
            String path = new URI("file", null, "/" + entry.getRealName(), null).getRawPath();
            return new URL("jar:" + url + "!" + path);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("an absolute path is always a URI: " + entry.getRealName(), e);
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        jar.close();
    }
}
