/** Measures Gantry beside its peers and prints a table; see the README. */
package dev.gantry.benchmarks;
