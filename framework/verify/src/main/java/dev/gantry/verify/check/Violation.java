package dev.gantry.verify.check;

/**
 * Something that must not be.
 *
 * @param rule which rule it breaks
 * @param what what was expected and what was seen
 */
public record Violation(String rule, String what) {

    private static final int SHOWN = 1_500;

    /** So much of it as somebody wants to read. */
    public String shown() {
        return "%s: %s".formatted(rule, what.length() > SHOWN ? what.substring(0, SHOWN) + "…" : what);
    }
}
