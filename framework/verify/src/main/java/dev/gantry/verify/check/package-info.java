/** The model: what must be true of a history, rule by rule. Nothing here knows of servers, files or clocks. */
package dev.gantry.verify.check;
