package dev.gantry.benchmarks;

/** What is measured of a contender. */
enum Figure {
    SUBMIT_1("submits/s, 1 caller", Better.MORE),
    SUBMIT_16("submits/s, 16 callers", Better.MORE),
    SUBMIT_CPU("CPU µs per submit, 16 callers", Better.LESS),
    BULK_1("bulk: submits/s in lots of 1,000, 1 caller", Better.MORE),
    BULK_4("bulk: submits/s in lots of 1,000, 4 callers", Better.MORE),
    BULK_CPU("bulk: CPU µs per submit, 4 callers", Better.LESS),
    DRAIN("queued runs finished/s", Better.MORE),
    DRAIN_CPU("CPU µs per queued run finished", Better.LESS),
    STEADY("runs/s from submit to finish, 16 callers", Better.MORE),
    PICKUP_P50("pick-up ms, median", Better.LESS),
    PICKUP_P99("pick-up ms, 99th percentile", Better.LESS),
    NODES_P50("pick-up ms by another node, median", Better.LESS),
    NODES_P99("pick-up ms by another node, 99th percentile", Better.LESS),
    WAL("bytes of WAL per run", Better.LESS),
    KEPT("bytes kept per run", Better.LESS),
    WORKERS_1("queued runs finished/s, 1 worker", Better.MORE),
    WORKERS_2("queued runs finished/s, 2 workers", Better.MORE),
    WORKERS_4("queued runs finished/s, 4 workers", Better.MORE),
    HISTORY_SUBMIT("submits/s, 16 callers, with finished runs", Better.MORE),
    HISTORY_DRAIN("queued runs finished/s, with finished runs", Better.MORE),
    HTTP_SUBMIT("HTTP: submits/s, 16 connections", Better.MORE),
    HTTP_SUBMIT_CPU("HTTP: CPU µs per submit, client included", Better.LESS),
    HTTP_SUBMIT_SERVER_CPU("HTTP: CPU µs per submit, server alone", Better.LESS),
    HTTP_STEADY("HTTP: runs/s from submit to finish, 16 connections", Better.MORE),
    HTTP_PROGRESS("HTTP: progress queries/s, 16 connections", Better.MORE),
    HTTP_BULK("HTTP: submits/s in arrays of 1,000, 4 connections", Better.MORE),
    HTTP_BULK_CPU("HTTP: CPU µs per submit in arrays of 1,000, client included", Better.LESS),
    HTTP_LINES("HTTP: submits/s in 1,000 lines, 4 connections", Better.MORE),
    HTTP_LINES_CPU("HTTP: CPU µs per submit in 1,000 lines, client included", Better.LESS),
    PROGRESS_CPU("progress: a job's CPU with 10,000 reports/s, of that without", Better.LESS),
    PROGRESS_TIME("progress: a job's time with 10,000 reports/s, of that without", Better.LESS),
    PROGRESS_FORCES("progress: forces of the disk per 100 ms", Better.LESS),
    READY_1("start: s until ready, 1 plugin jar", Better.LESS),
    READY_1_CPU("start: CPU s until ready, 1 plugin jar", Better.LESS),
    FIRST_RUN("start: s until the first 201, 1 plugin jar", Better.LESS),
    READY_50("start: s until ready, 50 plugin jars", Better.LESS),
    READY_50_CPU("start: CPU s until ready, 50 plugin jars", Better.LESS),
    READY_500("start: s until ready, 500 plugin jars", Better.LESS),
    READY_500_CPU("start: CPU s until ready, 500 plugin jars", Better.LESS),
    AGAIN_500("start: s until ready, the same 500 again", Better.LESS),
    AGAIN_500_CPU("start: CPU s until ready, the same 500 again", Better.LESS);

    private final String title;
    private final Better better;

    Figure(String title, Better better) {
        this.title = title;
        this.better = better;
    }

    private enum Better {
        MORE,
        LESS
    }

    String title() {
        return title;
    }

    /** How many times better one value is than another. */
    double ratio(double value, double other) {
        return better == Better.MORE ? value / other : other / value;
    }

    /** Whether one value is better than another. */
    boolean better(double value, double other) {
        return ratio(value, other) > 1;
    }
}
