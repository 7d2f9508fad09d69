/** Fetches due runs while there are free slots, and keeps the leases of those that were fetched. */
package dev.gantry.engine.dispatch;
