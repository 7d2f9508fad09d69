/**
 * From the params record of a job to its JSON Schema, and from a request's body to an instance of that record.
 *
 * <p>{@link dev.gantry.schema.JobInput} reads a body strictly. {@link dev.gantry.schema.JobTypes}, one per plugin, turns
 * classes into {@link dev.gantry.schema.ParamsType} and {@link dev.gantry.schema.DataType}; a params type fills in
 * defaults, checks against its schema and binds. What is held here for a plugin is garbage together with the
 * {@code JobTypes} that made it, so that a plugin's class loader can go.
 */
package dev.gantry.schema;
