package dev.gantry.schema;

/** Tells that a text is not the JSON that {@link JobInput} takes, and where. */
public final class UnreadableJsonException extends Exception {

    private static final long serialVersionUID = 1;

    private final int line;
    private final int column;
    private final String reason;

    UnreadableJsonException(int line, int column, String reason) {
        super("line %d, column %d: %s".formatted(line, column, reason));
        this.line = line;
        this.column = column;
        this.reason = reason;
    }

    /** The line of the fault, from 1. */
    public int line() {
        return line;
    }

    /** The column of the fault, from 1, counted in UTF-16 units. */
    public int column() {
        return column;
    }

    /** What is wrong there; the exception's message has the line and column before it. */
    public String reason() {
        return reason;
    }
}
