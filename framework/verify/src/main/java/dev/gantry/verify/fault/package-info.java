/** The faults: what befalls a server while it works, and what must then be so. */
package dev.gantry.verify.fault;
