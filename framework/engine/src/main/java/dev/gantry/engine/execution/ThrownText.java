package dev.gantry.engine.execution;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What a throwable of a job says of itself, whatever it does when asked.
 *
 * <p>Its methods are the job's code: they may throw, and a chain of causes may be deeper than the stack. The end of an
 * attempt must not depend on them.
 */
final class ThrownText {

    private ThrownText() {}

    /** The stack trace with all causes; of a throwable that cannot print it, its class and frames. */
    static String stackTrace(Throwable thrown) {
        try {
            StringWriter text = new StringWriter();
            thrown.printStackTrace(new PrintWriter(text));
            return text.toString();
        } catch (Throwable unprintable) {
            return thrown.getClass().getName() + " (its stack trace cannot be printed: "
                    + unprintable.getClass().getName() + ")" + frames(thrown);
        }
    }

    /** The class and message; of a throwable that cannot say its message, its class. */
    static String headline(Throwable thrown) {
        try {
            return String.valueOf(thrown);
        } catch (Throwable speechless) {
            return thrown.getClass().getName();
        }
    }

    private static String frames(Throwable thrown) {
        try {
            return Arrays.stream(thrown.getStackTrace())
                    .map(frame -> "\n\tat " + frame)
                    .collect(Collectors.joining());
        } catch (Throwable unknown) {
            return "";
        }
    }
}
