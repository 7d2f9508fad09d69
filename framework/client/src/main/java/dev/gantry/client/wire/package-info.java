/**
 * The bodies of the REST API as records, one for each shape. The server answers with them and the client reads them, so
 * the two cannot drift apart. {@link dev.gantry.client.wire.WireJson} is how they are written.
 */
package dev.gantry.client.wire;
