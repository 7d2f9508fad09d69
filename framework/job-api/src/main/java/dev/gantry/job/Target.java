package dev.gantry.job;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Where a job does its work: on this host, in a container, or on a host over ssh. It travels with the run, from parent to
 * child, and is for the job's own code to obey ({@link RunContext#target()}); the job itself is always executed by the
 * worker.
 *
 * @param place the kind of place
 * @param name the container or host; empty on this host
 * @param user who to be there; absent: whoever one is
 * @param port the port of ssh; absent: the usual one
 * @param sudo whether to become root there; absent: not said
 */
public record Target(Place place, String name, Optional<String> user, Optional<Integer> port, Optional<Boolean> sudo) {

    /** The kinds of places. */
    public enum Place {
        /** The host of the worker. */
        LOCALHOST,
        /** A container by name. */
        DOCKER,
        /** A host over ssh. */
        HOST
    }

    /** On the host of the worker. */
    public static final Target LOCALHOST =
            new Target(Place.LOCALHOST, "", Optional.empty(), Optional.empty(), Optional.empty());

    public Target {
        requireNonNull(place, "place is null");
        requireNonNull(name, "name is null");
        requireNonNull(user, "user is null");
        requireNonNull(port, "port is null");
        requireNonNull(sudo, "sudo is null");
        if (name.isBlank() != (place == Place.LOCALHOST)) {
            throw new IllegalArgumentException("a target %s is named \"%s\"; expected %s"
                    .formatted(place, name, place == Place.LOCALHOST ? "no name" : "a name"));
        }
    }

    /** In a container. */
    public static Target docker(String container) {
        return new Target(Place.DOCKER, container, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** On a host, over ssh. */
    public static Target host(String host) {
        return new Target(Place.HOST, host, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** This, as a user. */
    public Target user(String login) {
        return new Target(place, name, Optional.of(login), port, sudo);
    }

    /** This, at a port. */
    public Target port(int number) {
        return new Target(place, name, user, Optional.of(number), sudo);
    }

    /** This, with or without becoming root. */
    public Target sudo(boolean root) {
        return new Target(place, name, user, port, Optional.of(root));
    }

    /**
     * This target where a parent has another: the place is this one's, so that a container drops a host and the other way
     * round; of the rest, what this one does not say is the parent's.
     */
    public Target over(Target inherited) {
        return new Target(place, name, user.or(inherited::user), port.or(inherited::port), sudo.or(inherited::sudo));
    }
}
