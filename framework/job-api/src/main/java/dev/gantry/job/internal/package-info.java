/** Calls that Gantry writes into the code of plugins; not for authors. */
package dev.gantry.job.internal;
