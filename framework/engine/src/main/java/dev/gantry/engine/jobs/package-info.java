/** The Job API inside the engine: runs by their addresses, and what a job does with them. */
package dev.gantry.engine.jobs;
