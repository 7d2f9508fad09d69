/** Names in paths: decoded once, and checked before anything is done with them. */
package dev.gantry.http.path;
