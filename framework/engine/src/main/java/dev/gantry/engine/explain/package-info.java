/** Why a run is where it is: what it waits for, who is in its way, and when it can begin at the earliest. */
package dev.gantry.engine.explain;
