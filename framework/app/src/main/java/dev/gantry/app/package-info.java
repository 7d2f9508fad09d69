/**
 * The program: reads its configuration, puts store, plugins, engine and REST API together, and takes them apart again.
 * The only package that sees all others.
 */
package dev.gantry.app;
