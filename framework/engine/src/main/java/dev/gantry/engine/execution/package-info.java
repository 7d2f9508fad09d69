/** One claimed run, from the claim to the end of the attempt. */
package dev.gantry.engine.execution;
