package dev.gantry.store.postgres;

import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/**
 * What an operator is told of a failure of the database.
 *
 * @param what what failed, in one line
 * @param cure what to do about it
 */
record Advice(String what, String cure) {

    private static final int STATE_CLASS = 2;

    static Advice of(SQLException failure, PostgresConfig config) {
        if (failure instanceof Tenancy.TakenException taken) {
            return taken.advice();
        }
        // What the pool itself says is only that it waited; why is in what it hands on.
        SQLException told =
                failure instanceof SQLTransientConnectionException && failure.getCause() instanceof SQLException cause
                        ? cause
                        : failure;
        return new Advice(what(told), cure(told, config));
    }

    /** Both, as one sentence. */
    String text() {
        return what + "; " + cure;
    }

    private static String what(SQLException failure) {
        if (failure.getCause() instanceof UnknownHostException unknown) {
            return "there is no host called \"%s\"".formatted(unknown.getMessage());
        }
        String message = String.valueOf(failure.getMessage()).replaceAll("\\s*\\R\\s*", " ");
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }

    private static String cure(SQLException failure, PostgresConfig config) {
        String state = String.valueOf(failure.getSQLState());
        return switch (state) {
            case "3D000" ->
                "create it, owned by who logs in: CREATE DATABASE … OWNER … ENCODING 'UTF8' TEMPLATE template0";
            case "42501" -> "grant that to who logs in, or log in as the owner of the database by GANTRY_STORE_USER";
            case "53300" ->
                "each server uses up to %d connections: raise max_connections of PostgreSQL, or the limit of the database or of who logs in"
                        .formatted(config.connections() + Database.CONNECTIONS_OF_ITS_OWN);
            case "57P03" -> "wait until it is ready, or see its log";
            // How the driver says that there is no password, and the server that it is the wrong one, or that none may
            // come.
            case "08004", "28P01", "28000" ->
                "set GANTRY_STORE_USER and GANTRY_STORE_PASSWORD to a login that PostgreSQL and its pg_hba.conf let in";
            case "08001" -> "check host and port, and that PostgreSQL runs and listens there (listen_addresses)";
            default ->
                state.startsWith("08") && state.length() > STATE_CLASS
                        ? "check that PostgreSQL runs and can be reached, and its log"
                        : "check PostgreSQL and its log";
        };
    }
}
