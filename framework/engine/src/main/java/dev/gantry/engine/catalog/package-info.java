/**
 * What jobs there are: plugins become realms, their classes become job definitions, and those become one immutable
 * catalog that everything else reads.
 */
package dev.gantry.engine.catalog;
