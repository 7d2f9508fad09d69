/** How all that one store has is carried to another, whatever stores they are, and how that is proved. */
package dev.gantry.store.copy;
