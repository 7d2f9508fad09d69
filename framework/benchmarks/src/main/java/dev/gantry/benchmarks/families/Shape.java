package dev.gantry.benchmarks.families;

/** The shapes of families that are measured. */
enum Shape {
    RECURSION("10 deep, job ids chosen beforehand", FamilyJob.RECURSION, 10, 20),
    WIDE_FAN_OUT("10,000 children, `workers(99)`", FamilyJob.WIDE_FAN_OUT, 10_000, 1),
    FAN_OUT("10,000 children, 4 projects", FamilyJob.FAN_OUT, 10_000, 1),
    CHAIN("a chain of 1,000, each waits for the next", FamilyJob.CHAIN, 1_000, 1);

    private final String title;
    private final String stage;
    private final int descendants;
    private final int warmUps;

    Shape(String title, String stage, int descendants, int warmUps) {
        this.title = title;
        this.stage = stage;
        this.descendants = descendants;
        this.warmUps = warmUps;
    }

    String title() {
        return title;
    }

    String stage() {
        return stage;
    }

    int descendants() {
        return descendants;
    }

    /** How often it is run in vain, until most of what it runs is compiled. */
    int warmUps() {
        return warmUps;
    }
}
