/**
 * Jobs that work on files of the server: large inputs, progress by bytes, and what is needed to be killed at any moment
 * and lose nothing.
 */
package dev.gantry.examples.files;
