package dev.gantry.store;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** An upload is open elsewhere, or somebody else, perhaps in another process, went on with it. */
public final class UploadTakenException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    private UploadTakenException(String message) {
        super(requireNonNull(message, "message is null"));
    }

    /** Whoever has it keeps it: nothing was begun. */
    public static UploadTakenException isOpen(UUID run, String upload) {
        return new UploadTakenException(
                "upload \"%s\" of run %s is open elsewhere; wait until that ends, or choose another name"
                        .formatted(upload, run));
    }

    /** It was taken away from whoever had it; what was written last does not count. */
    public static UploadTakenException wentOn(UUID run, String upload) {
        return new UploadTakenException(
                "upload \"%s\" of run %s is gone or goes on elsewhere; ask how far it came, or choose another name"
                        .formatted(upload, run));
    }
}
