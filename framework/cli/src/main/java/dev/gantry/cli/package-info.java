/** The commands that talk to a server, and the only place that writes to the terminal. */
package dev.gantry.cli;
