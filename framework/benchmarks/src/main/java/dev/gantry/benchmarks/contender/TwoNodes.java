package dev.gantry.benchmarks.contender;

/**
 * A service of two nodes that have nothing in common but their database.
 *
 * @param takes where runs are submitted; it executes none
 * @param executes them
 */
record TwoNodes(JobService takes, JobService executes) implements JobService {

    @Override
    public void start() throws Exception {
        takes.start();
        executes.start();
    }

    @Override
    public void submit(String payload) throws Exception {
        takes.submit(payload);
    }

    @Override
    public boolean settled() throws Exception {
        return takes.settled();
    }

    @Override
    public void close() {
        try (executes) {
            takes.close();
        }
    }
}
