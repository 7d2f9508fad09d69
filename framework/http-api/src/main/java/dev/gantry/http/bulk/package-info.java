/** What is done to many runs at once: one after the other, behind the call that asked for it. */
package dev.gantry.http.bulk;
