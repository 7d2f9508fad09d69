/**
 * The calls of the REST API. {@link dev.gantry.http.call.ApiTree} is the one entrance: it looks up in the engine's catalog
 * what a path means, and hands on to a class for each call. So the tree of jobs may change at any moment without a reload.
 */
package dev.gantry.http.call;
