/**
 * Jobs that run jobs: each scenario of Sparky's Job API as a class to copy.
 *
 * <p>A run and the runs that it queues are of one class here, and the tag {@code stage} says which part of it a run
 * executes; without the tag it is {@code main}. What an example prints is in the report of its run.
 */
package dev.gantry.examples.pipelines;
