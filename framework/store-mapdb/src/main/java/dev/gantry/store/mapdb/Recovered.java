package dev.gantry.store.mapdb;

import dev.gantry.store.memory.Row;
import java.util.List;

/**
 * What was found in a journal.
 *
 * @param finished the finished runs that are in no partition yet
 * @param generations how many generations are not sealed
 * @param end where the journal goes on
 */
record Recovered(List<Row> finished, long generations, JournalEnd end) {}
