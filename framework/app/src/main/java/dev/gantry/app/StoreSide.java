package dev.gantry.app;

import dev.gantry.app.config.ConfigurationException;
import dev.gantry.app.config.GantrySettings;
import dev.gantry.app.config.SecretText;
import dev.gantry.store.CopyableStore;
import dev.gantry.store.StoreUnavailableException;
import dev.gantry.store.mapdb.MapDbConfig;
import dev.gantry.store.mapdb.MapDbRunStore;
import dev.gantry.store.postgres.PostgresConfig;
import dev.gantry.store.postgres.PostgresRunStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the runs of a server are: in a data folder or in a database.
 *
 * @param folder the data folder
 * @param database the database; absent: the runs are in the folder
 */
record StoreSide(Path folder, Optional<GantrySettings.Database> database) {

    /** The settings of a server that has its runs in a side. */
    @FunctionalInterface
    interface Settings {
        GantrySettings of(String store) throws ConfigurationException;
    }

    /** Understand a folder or the URL of a database; who logs in is said by the settings of a server with that store. */
    static StoreSide parse(String text, Settings settings) throws ConfigurationException {
        return text.startsWith("jdbc:")
                ? new StoreSide(Path.of(""), settings.of(text).places().database())
                : new StoreSide(Path.of(text), Optional.empty());
    }

    static PostgresConfig config(GantrySettings.Database database) {
        String password = database.password().map(SecretText::value).orElse("");
        return PostgresConfig.at(database.url()).withLogin(database.user(), password);
    }

    static MapDbConfig config(Path folder) {
        return MapDbConfig.at(folder.resolve("store"));
    }

    /** Open it alone, made if it is not there. */
    CopyableStore open() {
        if (database.isPresent()) {
            return PostgresRunStore.openAlone(config(database.get()));
        }
        return MapDbRunStore.open(config(folder));
    }

    /** Open it alone, if it is there. */
    CopyableStore openExisting() {
        if (database.isEmpty() && !Files.isDirectory(config(folder).folder())) {
            throw new StoreUnavailableException(
                    "there are no runs in %s; expected the data folder of a server, or jdbc:postgresql://host:5432/name"
                            .formatted(folder.toAbsolutePath()));
        }
        return open();
    }

    /** Whether both are one, whichever way they are written. */
    boolean isSameAs(StoreSide other) {
        if (database.isPresent() || other.database.isPresent()) {
            return database.map(GantrySettings.Database::address)
                    .equals(other.database.map(GantrySettings.Database::address));
        }
        try {
            return Files.isSameFile(folder, other.folder);
        } catch (IOException e) {
            // One of them is not there, so it is not the other.
            return false;
        }
    }

    @Override
    public String toString() {
        return database.map(GantrySettings.Database::address).orElseGet(folder::toString);
    }
}
