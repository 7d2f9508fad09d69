package dev.gantry.http.stream;

/** What one reader is told, and how the rest is told. Used by one thread at a time. */
interface Telling {

    /**
     * Tell what is new, as far as the reader has room.
     *
     * @param whenRoom called when it is worth trying again, if there was none
     * @return whether there may be more to tell later
     */
    boolean tell(Runnable whenRoom);
}
