package dev.gantry.plugin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * What the directory of a jar lists.
 *
 * @param classes the names of the classes, without those that a multi-release jar has for newer versions of Java only
 * @param pointingOut names of entries that point out of the jar: nothing here ever writes an entry to disk, but who packs
 *     such a thing means harm
 * @param isEmpty whether it lists no file but its manifest
 */
record JarEntries(List<String> classes, List<String> pointingOut, boolean isEmpty) {

    private static final String CLASS = ".class";

    private static final Pattern POINTS_OUT =
            Pattern.compile("/.*|[A-Za-z]:.*|(.*[/\\\\])?\\.\\.([/\\\\].*)?", Pattern.DOTALL);

    /**
     * Read the directory of a jar.
     *
     * @throws IOException if it cannot be read: the jar is truncated, encrypted, or none
     */
    static JarEntries of(Path jar) throws IOException {
        List<String> classes = new ArrayList<>();
        List<String> pointingOut = new ArrayList<>();
        boolean empty = true;
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                String name = entry.getName();
                empty &= entry.isDirectory() || name.equals(JarFile.MANIFEST_NAME);
                if (POINTS_OUT.matcher(name).matches()) {
                    pointingOut.add(name);
                } else if (isClass(name)) {
                    classes.add(
                            name.substring(0, name.length() - CLASS.length()).replace('/', '.'));
                }
            }
        }
        return new JarEntries(List.copyOf(classes), List.copyOf(pointingOut), empty);
    }

    /** No class has a hyphen in its name: that leaves out META-INF, module-info and package-info. */
    private static boolean isClass(String name) {
        return name.endsWith(CLASS) && name.indexOf('-') < 0;
    }
}
