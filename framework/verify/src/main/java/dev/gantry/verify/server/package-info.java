/** Servers as processes of their own, so that they can be killed, and the plugin with the jobs that they execute. */
package dev.gantry.verify.server;
