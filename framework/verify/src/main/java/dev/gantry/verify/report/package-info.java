/** What is told of rounds: the figures of one sitting, and of several together. */
package dev.gantry.verify.report;
