package dev.gantry.benchmarks;

/**
 * One measured value.
 *
 * @param value in the unit of its figure
 * @param foreign the share of the machine's processors that other processes used meanwhile, 0 to 1; NaN if unknown
 */
record Sample(Figure figure, double value, double foreign) {

    /** Written as one line that {@link #parse} reads. */
    String line() {
        return figure + " " + value + " " + foreign;
    }

    static Sample parse(String line) {
        String[] parts = line.split(" ", -1);
        return new Sample(Figure.valueOf(parts[0]), Double.parseDouble(parts[1]), Double.parseDouble(parts[2]));
    }
}
