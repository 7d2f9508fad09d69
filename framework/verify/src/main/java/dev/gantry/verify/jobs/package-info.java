/** The jobs that a server under proof executes. They are packed into a plugin and depend on nothing but the job API. */
package dev.gantry.verify.jobs;
