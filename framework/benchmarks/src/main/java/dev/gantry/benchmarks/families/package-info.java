/** Measures runs that queue and await other runs: what recursion, fan-out and chains cost. */
package dev.gantry.benchmarks.families;
