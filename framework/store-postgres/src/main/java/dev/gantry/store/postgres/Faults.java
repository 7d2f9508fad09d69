package dev.gantry.store.postgres;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/** What a failure of the database means. */
final class Faults {

    /** Serialization failure, deadlock, and a statement that somebody cancelled. */
    private static final Set<String> CONFLICTS = Set.of("40001", "40P01", "57014");

    /** Connection, out of resources, operator intervention, system error, crashed. */
    private static final Set<String> OUTAGES = Set.of("08", "53", "57", "58", "XX");

    /** Disk, memory, or another resource. */
    private static final Set<String> SHORTAGES = Set.of("53100", "53200", "53400");

    private static final String READ_ONLY = "25006";

    /** The session stood still within a transaction for too long, and was ended. */
    private static final String STOOD_STILL = "25P03";

    /** Asked for the status of a transaction that there has not been yet. */
    private static final String INVALID_PARAMETER = "22023";

    private static final Set<String> ENDED = Set.of("57P01", "57P02", STOOD_STILL);

    private Faults() {}

    /** Whether the same may well succeed when it is done again at once. */
    static boolean isConflict(SQLException failure) {
        return CONFLICTS.contains(state(failure));
    }

    /** Whether a connection that there was has ended; not that the pool can make none. */
    static boolean isEndOfConnection(SQLException failure) {
        String state = state(failure);
        boolean ended = state.startsWith("08") || ENDED.contains(state);
        return ended && !(failure instanceof SQLTransientConnectionException);
    }

    /** Whether the database knows no transaction with the number that it was asked for. */
    static boolean isNoTransaction(SQLException failure) {
        return state(failure).equals(INVALID_PARAMETER);
    }

    /** Whether there was too little of something, of which another statement may need less or none. */
    static boolean isShortage(SQLException failure) {
        return SHORTAGES.contains(state(failure));
    }

    /** Whether nothing can be written at the moment, whatever it is. */
    static boolean isOutage(SQLException failure) {
        String state = state(failure);
        return state.equals(READ_ONLY)
                || state.equals(STOOD_STILL)
                || state.length() < 2
                || OUTAGES.contains(state.substring(0, 2));
    }

    private static String state(SQLException failure) {
        return failure.getSQLState() == null ? "" : failure.getSQLState();
    }
}
