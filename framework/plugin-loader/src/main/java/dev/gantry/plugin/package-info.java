/**
 * From a folder of jars to a catalog of jobs: plugins are found, copied aside, scanned without loading a class, loaded
 * in isolation, and watched for changes.
 */
package dev.gantry.plugin;
