/** What does the engine leave in the log of a run, by which others can tell what became of its attempts? */
package dev.gantry.engine.trail;
