/**
 * What a job author compiles against.
 *
 * <p>A job is a concrete subclass of {@link dev.gantry.job.BaseJob} with a {@link dev.gantry.job.Leaf}; the abstract
 * classes above it that carry a {@link dev.gantry.job.Branch} place it in the job tree. A submitted execution of a job
 * is a run, one try at it an attempt; while it executes it talks to Gantry through its
 * {@link dev.gantry.job.RunContext}.
 *
 * <p>This package depends on annotation and API jars only. Gantry shares it with every plugin; everything else a plugin
 * uses it brings itself.
 */
package dev.gantry.job;
