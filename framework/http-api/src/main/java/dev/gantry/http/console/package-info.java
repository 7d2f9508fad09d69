/** The web console as it is served: files that somebody else has put on the class path. */
package dev.gantry.http.console;
