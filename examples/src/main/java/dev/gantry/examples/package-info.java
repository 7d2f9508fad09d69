/**
 * The example jobs of the Spacewalk documentation: the smallest jobs there are, to start from.
 *
 * <p>An abstract class with a {@link dev.gantry.job.Branch} is a folder of the API, a concrete one below it with a {@link
 * dev.gantry.job.Leaf} is a job. Built as a jar and dropped into {@code plugins/}, that is all there is to do.
 */
package dev.gantry.examples;
