package dev.gantry.plugin;

import static java.util.Objects.requireNonNullElseGet;

import java.util.jar.Attributes;
import java.util.jar.Manifest;

/** What a jar's manifest says of one package: its own section, and the main one where that is silent. */
record PackageManifest(Attributes own, Attributes main) {

    static PackageManifest of(Manifest manifest, String packageName) {
        Attributes own = manifest.getAttributes(packageName.replace('.', '/') + "/");
        return new PackageManifest(requireNonNullElseGet(own, Attributes::new), manifest.getMainAttributes());
    }

    /** The value of an attribute; null if there is none. */
    String value(Attributes.Name name) {
        String value = own.getValue(name);
        return value != null ? value : main.getValue(name);
    }

    boolean isSealed() {
        return "true".equalsIgnoreCase(value(Attributes.Name.SEALED));
    }
}
