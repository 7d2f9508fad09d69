package dev.gantry.job.internal;

/**
 * Stands in for {@code System.exit} and {@code Runtime.exit} and {@code halt} in the classes of plugins, so that a job
 * cannot end the server. The plugin's class loader redirects the calls here.
 */
public final class ExitGuard {

    private ExitGuard() {}

    /** Refuse {@code System.exit(status)}. */
    public static void exit(int status) {
        throw refusal("exit", status);
    }

    /** Refuse {@code runtime.exit(status)}. */
    public static void exit(Runtime runtime, int status) {
        throw refusal("exit", status);
    }

    /** Refuse {@code runtime.halt(status)}. */
    public static void halt(Runtime runtime, int status) {
        throw refusal("halt", status);
    }

    private static SecurityException refusal(String call, int status) {
        return new SecurityException(
                "the job called %s(%d), which would end the server; return a RunResult or throw run.fail(code, message)"
                        .formatted(call, status));
    }
}
