package dev.gantry.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Path;
import java.security.SecureClassLoader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;

/**
 * Loads the classes of one plugin, apart from those of the server and of all other plugins.
 *
 * <p>{@linkplain SharedPackages Shared packages} come from the server, Java's own from the platform, everything else from
 * the plugin's jars, in their order. Resources come from the plugin, or else from the platform; never from the server, so
 * that no service of the server is found here. {@code Class-Path} lines of manifests are not followed. Calls that would
 * end the server are {@linkplain ExitCalls redirected}. Thread-safe and parallel capable.
 */
final class PluginClassLoader extends SecureClassLoader implements AutoCloseable {

    static {
        registerAsParallelCapable();
    }

    private static final ClassLoader SERVER = PluginClassLoader.class.getClassLoader();

    private final List<PluginJar> jars;

    private PluginClassLoader(String plugin, List<PluginJar> jars) {
        super(plugin, ClassLoader.getPlatformClassLoader());
        this.jars = List.copyOf(jars);
    }

    /** Open a plugin's jars. */
    static PluginClassLoader open(String plugin, List<Path> files) throws IOException {
        List<PluginJar> jars = new ArrayList<>();
        try {
            for (Path file : files) {
                jars.add(new PluginJar(file));
            }
            return new PluginClassLoader(plugin, jars);
        } catch (IOException | RuntimeException e) {
            closeAll(jars);
            throw e;
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        return SharedPackages.contain(name) ? SERVER.loadClass(name) : super.loadClass(name, resolve);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        String path = name.replace('.', '/') + ".class";
        try {
            for (PluginJar jar : jars) {
                Optional<JarEntry> entry = jar.entry(path);
                if (entry.isPresent()) {
                    return define(name, jar, entry.get());
                }
            }
        } catch (IOException | IllegalStateException e) {
            // Illegal state: the jars are closed, because the plugin was removed and its last run has ended.
            throw new ClassNotFoundException("%s cannot be read from plugin %s".formatted(name, getName()), e);
        }
        throw new ClassNotFoundException(name);
    }

    private Class<?> define(String name, PluginJar jar, JarEntry entry) throws IOException {
        byte[] classFile = jar.read(entry);
        ClassFileVersion.check(name, classFile);
        definePackageOf(name, jar);
        byte[] guarded = guarded(classFile);
        return defineClass(name, guarded, 0, guarded.length, jar.source(entry));
    }

    private static byte[] guarded(byte[] classFile) {
        try {
            return ExitCalls.redirected(classFile);
        } catch (RuntimeException e) {
            // The class file is broken: Java itself says best how.
            return classFile;
        }
    }

    private void definePackageOf(String className, PluginJar jar) throws IOException {
        int dot = className.lastIndexOf('.');
        if (dot < 0 || getDefinedPackage(className.substring(0, dot)) != null) {
            return;
        }
        String name = className.substring(0, dot);
        PackageManifest manifest = PackageManifest.of(jar.manifest(), name);
        try {
            definePackage(
                    name,
                    manifest.value(Attributes.Name.SPECIFICATION_TITLE),
                    manifest.value(Attributes.Name.SPECIFICATION_VERSION),
                    manifest.value(Attributes.Name.SPECIFICATION_VENDOR),
                    manifest.value(Attributes.Name.IMPLEMENTATION_TITLE),
                    manifest.value(Attributes.Name.IMPLEMENTATION_VERSION),
                    manifest.value(Attributes.Name.IMPLEMENTATION_VENDOR),
                    manifest.isSealed() ? jar.url() : null);
        } catch (IllegalArgumentException e) {
            // Another thread was faster, with the same attributes.
        }
    }

    @Override
    public URL getResource(String name) {
        URL own = findResource(name);
        return own != null ? own : getParent().getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        List<URL> found = Collections.list(findResources(name));
        found.addAll(Collections.list(getParent().getResources(name)));
        return Collections.enumeration(found);
    }

    @Override
    public InputStream getResourceAsStream(String name) {
        try {
            for (PluginJar jar : jars) {
                Optional<JarEntry> entry = jar.entry(name);
                if (entry.isPresent()) {
                    return jar.open(entry.get());
                }
            }
        } catch (IOException | IllegalStateException e) {
            return null;
        }
        return getParent().getResourceAsStream(name);
    }

    @Override
    protected URL findResource(String name) {
        Enumeration<URL> found = findResources(name);
        return found.hasMoreElements() ? found.nextElement() : null;
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
        List<URL> found = new ArrayList<>();
        try {
            for (PluginJar jar : jars) {
                jar.entry(name).map(jar::url).ifPresent(found::add);
            }
        } catch (IllegalStateException e) {
            return Collections.emptyEnumeration();
        }
        return Collections.enumeration(found);
    }

    /** Close the jars. Classes that are loaded go on working; no others can be loaded. A second close does nothing. */
    @Override
    public void close() {
        closeAll(jars);
    }

    private static void closeAll(List<PluginJar> jars) {
        for (PluginJar jar : jars) {
            try {
                jar.close();
            } catch (IOException e) {
                throw new UncheckedIOException("a jar that was only read cannot be closed: " + jar.url(), e);
            }
        }
    }
}
