package dev.gantry.client.jobs;

import dev.gantry.job.BaseJob;
import dev.gantry.job.Branch;
import dev.gantry.job.JobApiException;
import dev.gantry.job.Leaf;
import java.util.ArrayDeque;
import java.util.Deque;

/** The path of a job, read off its class and the branches above it. */
final class JobPaths {

    private JobPaths() {}

    static String of(Class<? extends BaseJob<?, ?>> job) {
        Leaf leaf = job.getDeclaredAnnotation(Leaf.class);
        if (leaf == null) {
            throw new JobApiException(
                    422,
                    "%s has no @Leaf, so it is no job; name a class that has one, or a path".formatted(job.getName()));
        }
        Deque<String> path = new ArrayDeque<>();
        path.addFirst(leaf.path());
        for (Class<?> above = job.getSuperclass(); above != null; above = above.getSuperclass()) {
            Branch branch = above.getDeclaredAnnotation(Branch.class);
            if (branch != null) {
                path.addFirst(branch.path());
            }
        }
        return String.join("/", path);
    }
}
