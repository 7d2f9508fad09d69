package dev.gantry.schema;

/** Tells that the JSON of a job's data is over the limit. */
public final class DataTooLargeException extends Exception {

    private static final long serialVersionUID = 1;

    private final int maxBytes;

    DataTooLargeException(int maxBytes) {
        super("the data is over the limit of %,d bytes of JSON; publish less, or write it to a file"
                .formatted(maxBytes));
        this.maxBytes = maxBytes;
    }

    /** The limit that was passed. */
    public int maxBytes() {
        return maxBytes;
    }
}
