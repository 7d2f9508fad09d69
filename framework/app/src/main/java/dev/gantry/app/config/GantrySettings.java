package dev.gantry.app.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What a server is started with.
 *
 * @param listen where it is reached
 * @param http whether it is reached at all
 * @param places where it finds and keeps things
 * @param limits how much it takes
 * @param work how it executes runs
 * @param retention how long finished runs are kept
 * @param peers which token is sent to which other servers
 */
public record GantrySettings(
        Listen listen, boolean http, Places places, Limits limits, Work work, Duration retention, PeerTokens peers) {

    /**
     * How a server executes runs.
     *
     * @param slots how many at once
     * @param lease how long they stay with it if it has died
     * @param grace how long they may go on after a stop
     */
    public record Work(int slots, Duration lease, Duration grace) {}

    /**
     * Where a server is reached.
     *
     * @param host the address
     * @param port the port; 0 for a free one
     * @param basePath begins with a slash
     * @param token what every call must carry, if anything
     * @param readToken what the calls of those may carry instead who only look
     * @param tls what it shows of itself, and whom it trusts
     */
    public record Listen(
            String host,
            int port,
            String basePath,
            Optional<SecretText> token,
            Optional<SecretText> readToken,
            TlsSettings tls) {}

    /**
     * Where a server finds and keeps things.
     *
     * @param plugins the job jars
     * @param data the runs, unless they are in a database, and what the server keeps for itself
     * @param database the runs
     */
    public record Places(Path plugins, Path data, Optional<Database> database) {}

    /**
     * A database that has the runs.
     *
     * @param url where it is, beginning with {@code jdbc:postgresql:}
     * @param user who logs in; empty: as the URL says
     * @param password with which password
     */
    public record Database(String url, String user, Optional<SecretText> password) {

        /** The URL for people to read: without what follows the name, where a password may be. */
        public String address() {
            int question = url.indexOf('?');
            return question < 0 ? url : url.substring(0, question);
        }

        /** Not the URL as it is, which may hold a password. */
        @Override
        public String toString() {
            return "Database[%s, user %s, password %s]"
                    .formatted(
                            address(), user, password.map(SecretText::toString).orElse("none"));
        }
    }

    /**
     * How much a server takes.
     *
     * @param maxQueued queued runs
     * @param maxBodyBytes bytes of a request body
     * @param maxDataBytes bytes of a run's data, or of its stash
     * @param maxFileBytes bytes of a file
     */
    public record Limits(long maxQueued, int maxBodyBytes, int maxDataBytes, long maxFileBytes) {}
}
