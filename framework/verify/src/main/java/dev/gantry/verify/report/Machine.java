package dev.gantry.verify.report;

/** Where a sitting took place. */
public record Machine(int processors, String java, String system) {

    /** This one. */
    static Machine here() {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.vendor") + " " + Runtime.version(),
                "%s %s %s"
                        .formatted(
                                System.getProperty("os.name"),
                                System.getProperty("os.version"),
                                System.getProperty("os.arch")));
    }

    String shown() {
        return "%d processors, JDK %s, %s".formatted(processors, java, system);
    }
}
