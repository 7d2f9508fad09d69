package dev.gantry.engine.execution;

import java.util.Iterator;
import java.util.NoSuchElementException;

/** Ticks once for each element, when the next one is asked for: by then the work on it is done. */
final class TickingIterator<T> implements Iterator<T> {

    private final Iterator<T> items;
    private final ProgressTracker progress;
    private boolean owed;

    TickingIterator(Iterator<T> items, ProgressTracker progress) {
        this.items = items;
        this.progress = progress;
    }

    @Override
    public boolean hasNext() {
        settle();
        boolean more = items.hasNext();
        if (!more) {
            progress.add(0);
        }
        return more;
    }

    @Override
    public T next() {
        settle();
        if (!items.hasNext()) {
            throw new NoSuchElementException();
        }
        owed = true;
        return items.next();
    }

    private void settle() {
        if (owed) {
            owed = false;
            progress.tick();
        }
    }
}
