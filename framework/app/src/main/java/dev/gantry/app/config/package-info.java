/** Where settings come from, and what may be set. */
package dev.gantry.app.config;
