package dev.gantry.app;

import static java.util.Comparator.comparingInt;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The modules that ship, the package each one owns, and the modules each one may use. */
enum GantryModule {
    JOB_API("dev.gantry.job"),
    STORE_SPI("dev.gantry.store"),
    JOB_SCHEMA("dev.gantry.schema", JOB_API),
    STORE_TCK("dev.gantry.store.tck", STORE_SPI),
    STORE_MAPDB("dev.gantry.store.mapdb", STORE_SPI),
    STORE_POSTGRES("dev.gantry.store.postgres", STORE_SPI),
    ENGINE("dev.gantry.engine", JOB_API, JOB_SCHEMA, STORE_SPI),
    PLUGIN_LOADER("dev.gantry.plugin", ENGINE, JOB_SCHEMA, JOB_API),
    CLIENT("dev.gantry.client", JOB_API),
    HTTP_API("dev.gantry.http", ENGINE, JOB_SCHEMA, JOB_API, STORE_SPI, CLIENT),
    CLI("dev.gantry.cli", CLIENT),
    VERIFY("dev.gantry.verify", JOB_API, STORE_SPI, STORE_MAPDB, CLIENT, CLI),
    JOB_TESTKIT("dev.gantry.testkit", ENGINE, JOB_SCHEMA, STORE_SPI, JOB_API),
    APP(
            "dev.gantry.app",
            JOB_API,
            JOB_SCHEMA,
            STORE_SPI,
            STORE_MAPDB,
            STORE_POSTGRES,
            ENGINE,
            PLUGIN_LOADER,
            CLIENT,
            HTTP_API,
            CLI,
            VERIFY);

    private final String root;
    private final List<GantryModule> allowed;

    GantryModule(String root, GantryModule... allowed) {
        this.root = root;
        this.allowed = List.of(allowed);
    }

    /** The owner of a package: the longest root wins, for the store modules live below the port's package. */
    static Optional<GantryModule> ofPackage(String packageName) {
        return Arrays.stream(values())
                .filter(module -> packageName.equals(module.root) || packageName.startsWith(module.root + "."))
                .max(comparingInt(module -> module.root.length()));
    }

    boolean mayUse(GantryModule other) {
        return other == this || allowed.contains(other);
    }
}
