package dev.gantry.http.view;

import dev.gantry.client.wire.FileEntry;
import dev.gantry.store.StoredFile;

/** A file of a run, as it is shown. */
public final class FileView {

    private FileView() {}

    /** Its entry in a list. */
    public static FileEntry entry(StoredFile file) {
        return new FileEntry(file.name(), file.content().size(), file.content().sha256(), file.writer(), file.at());
    }
}
