/** What stands between the wire and the calls: bodies are read whole before a thread is taken, and strangers refused. */
package dev.gantry.http.transport;
