/** The Job API over HTTP: the same interface that jobs have, for those who are somewhere else. */
package dev.gantry.client.jobs;
