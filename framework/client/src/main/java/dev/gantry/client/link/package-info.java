/** The way to one server: what is sent with every request, how long an answer is waited for, and what is tried again. */
package dev.gantry.client.link;
