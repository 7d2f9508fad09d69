package dev.gantry.client.wire;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Where a job does its work.
 *
 * @param place {@code LOCALHOST DOCKER HOST}
 * @param name the container or host; null or empty on the worker's own host
 * @param user who to be there; null if nothing was said
 * @param port the port of ssh; null if nothing was said
 * @param sudo whether to become root there; null if nothing was said
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TargetEntry(String place, String name, String user, Integer port, Boolean sudo) {}
