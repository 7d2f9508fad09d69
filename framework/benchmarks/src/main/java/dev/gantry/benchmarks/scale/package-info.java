/** Measures what a run costs as more and more are kept: heap, disk, pages, look-ups, opening, dropping. */
package dev.gantry.benchmarks.scale;
