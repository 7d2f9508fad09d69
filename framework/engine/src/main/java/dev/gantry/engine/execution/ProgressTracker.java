package dev.gantry.engine.execution;

import dev.gantry.store.Progress;
import java.util.function.Consumer;

/**
 * The arithmetic of completeness and ticks.
 *
 * <p>The rules are ZeroG's: ticks are gathered and flow into the completeness once they are worth 0.01, or when something
 * else is added to it; the completeness stays within 0 and 1. Thread-safe.
 */
final class ProgressTracker {

    /** What ticks must be worth before they count. */
    private static final double FLUSH_AT = 0.01;

    /** What a million additions may be off by without being worth a warning. */
    private static final double ROUNDING = 1e-6;

    private final Consumer<Progress> onChange;
    private final Consumer<String> onWarning;
    private double completeness;
    private double ticks;
    private double tickValue;

    ProgressTracker(Progress start, Consumer<Progress> onChange, Consumer<String> onWarning) {
        this.completeness = start.completeness();
        this.ticks = start.tickCount();
        this.tickValue = start.tickValue();
        this.onChange = onChange;
        this.onWarning = onWarning;
    }

    synchronized double completeness() {
        return completeness;
    }

    synchronized void set(double value) {
        moveTo(value);
        report();
    }

    synchronized void add(double delta) {
        moveTo(completeness + delta + ticks);
        ticks = 0;
        report();
    }

    private void moveTo(double value) {
        double clamped = Double.isNaN(value) ? completeness : Math.min(1, Math.max(0, value));
        if (Double.isNaN(value) || Math.abs(clamped - value) > ROUNDING) {
            onWarning.accept("completeness %s is outside 0 to 1; using %s".formatted(value, clamped));
        }
        completeness = clamped;
    }

    synchronized void tickValue(double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("tick value is %s; expected 0 to 1".formatted(value));
        }
        tickValue = value;
        report();
    }

    synchronized void tick() {
        ticks += tickValue;
        if (ticks >= FLUSH_AT) {
            add(0);
        }
    }

    private void report() {
        onChange.accept(new Progress(completeness, ticks, tickValue));
    }
}
