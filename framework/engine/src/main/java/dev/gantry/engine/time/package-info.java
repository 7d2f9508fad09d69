/** The engine's view of time and threads, so that a test can move the one and decide between the others. */
package dev.gantry.engine.time;
