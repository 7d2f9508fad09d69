/**
 * The Java client of a server: {@link dev.gantry.client.GantryClient}. It needs nothing but the JDK's own HTTP client and
 * Jackson.
 */
package dev.gantry.client;
