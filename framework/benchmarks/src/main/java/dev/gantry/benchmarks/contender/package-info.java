/** What is measured: Gantry, its peers, and the least that any of them could cost. */
package dev.gantry.benchmarks.contender;
