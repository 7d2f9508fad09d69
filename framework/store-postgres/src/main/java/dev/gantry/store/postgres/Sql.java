package dev.gantry.store.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A statement and its parameters, to be executed once. */
final class Sql {

    private final Connection connection;
    private final String text;
    private final List<Parameter> parameters = new ArrayList<>();

    private interface Parameter {
        void set(PreparedStatement statement, int index) throws SQLException;
    }

    /** Reads one row of an answer. */
    @FunctionalInterface
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    Sql(Connection connection, String text) {
        this.connection = connection;
        this.text = text;
    }

    private Sql with(Parameter parameter) {
        parameters.add(parameter);
        return this;
    }

    Sql with(long value) {
        return with((statement, index) -> statement.setLong(index, value));
    }

    Sql with(int value) {
        return with((statement, index) -> statement.setInt(index, value));
    }

    Sql with(double value) {
        return with((statement, index) -> statement.setDouble(index, value));
    }

    Sql with(boolean value) {
        return with((statement, index) -> statement.setBoolean(index, value));
    }

    /** Bind a text, which may be null. */
    Sql with(String value) {
        return with((statement, index) -> statement.setString(index, value));
    }

    Sql with(byte[] value) {
        return with((statement, index) -> statement.setBytes(index, value));
    }

    /** Bind a number that may be absent. */
    Sql withOptional(Optional<Long> value) {
        return with((statement, index) -> statement.setObject(index, value.orElse(null), Types.BIGINT));
    }

    Sql with(UUID value) {
        return with((statement, index) -> statement.setObject(index, value));
    }

    Sql withUuids(Collection<UUID> values) {
        return with((statement, index) -> statement.setObject(index, new UuidArray(values)));
    }

    Sql withTexts(Collection<String> values) {
        return array("text", values.toArray(String[]::new));
    }

    Sql withLongs(Collection<Long> values) {
        return array("int8", values.toArray(Long[]::new));
    }

    Sql withInts(Collection<Integer> values) {
        return array("int4", values.toArray(Integer[]::new));
    }

    Sql withBooleans(Collection<Boolean> values) {
        return array("bool", values.toArray(Boolean[]::new));
    }

    Sql withDoubles(Collection<Double> values) {
        return array("float8", values.toArray(Double[]::new));
    }

    /** The driver sends arrays of these types in binary; of {@code Object} it would write each element as text. */
    private Sql array(String type, Object[] values) {
        return with((statement, index) -> statement.setArray(index, connection.createArrayOf(type, values)));
    }

    private PreparedStatement bound() throws SQLException {
        PreparedStatement statement = connection.prepareStatement(text);
        try {
            for (int i = 0; i < parameters.size(); i++) {
                parameters.get(i).set(statement, i + 1);
            }
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    /** Execute it; how many rows it changed. */
    int execute() throws SQLException {
        try (PreparedStatement statement = bound()) {
            return statement.executeUpdate();
        }
    }

    /** Execute it and read every row of the answer. */
    <T> List<T> list(Reader<T> reader) throws SQLException {
        try (PreparedStatement statement = bound();
                ResultSet rows = statement.executeQuery()) {
            List<T> read = new ArrayList<>();
            while (rows.next()) {
                read.add(reader.read(rows));
            }
            return read;
        }
    }

    /** Looks at one row of an answer, and says whether it wants more. */
    @FunctionalInterface
    interface Visitor {
        boolean visit(ResultSet row) throws SQLException;
    }

    /** Execute it and read rows of the answer as long as somebody wants more; so many are fetched at once in a transaction. */
    void each(int fetched, Visitor visitor) throws SQLException {
        try (PreparedStatement statement = bound()) {
            statement.setFetchSize(fetched);
            try (ResultSet rows = statement.executeQuery()) {
                boolean more = true;
                while (more && rows.next()) {
                    more = visitor.visit(rows);
                }
            }
        }
    }

    /** Execute it and read the only row of the answer, if there is one. */
    <T> Optional<T> first(Reader<T> reader) throws SQLException {
        List<T> rows = list(reader);
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(0));
    }
}
