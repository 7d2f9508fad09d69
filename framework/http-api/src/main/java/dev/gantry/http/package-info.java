/** The REST API of a server: {@link dev.gantry.http.GantryServer}. */
package dev.gantry.http;
