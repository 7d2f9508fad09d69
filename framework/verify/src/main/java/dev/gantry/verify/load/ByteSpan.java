package dev.gantry.verify.load;

/**
 * Some bytes of a file.
 *
 * @param first the first of them, from 0
 * @param last the last; the file may end before
 */
record ByteSpan(long first, long last) {}
