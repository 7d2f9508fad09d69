/** The engine's view of time, so that a test can move it. */
package dev.gantry.engine.time;
