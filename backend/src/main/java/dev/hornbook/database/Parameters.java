package dev.hornbook.database;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/** Binds what {@link Scope} takes as parameters. */
final class Parameters {
    private Parameters() {}

    /** Binds the parameters from the index {@code first} (counted from 1) on. */
    static void bind(PreparedStatement statement, int first, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            bindOne(statement, first + i, parameters[i]);
        }
    }

    private static void bindOne(PreparedStatement statement, int index, Object parameter) throws SQLException {
        switch (parameter) {
            // Without a type: the server infers it, as it does for a literal null.
            case null -> statement.setNull(index, Types.NULL);
            case Optional<?> optional -> bindOne(statement, index, optional.orElse(null));
            case String text -> statement.setString(index, text);
            case Instant instant -> statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
            case Json json -> statement.setObject(index, json.text(), Types.OTHER);
            case byte[] bytes -> statement.setBytes(index, bytes);
            case String[] texts -> statement.setArray(index, statement.getConnection().createArrayOf("text", texts));
            case UUID[] uuids -> statement.setArray(index, statement.getConnection().createArrayOf("uuid", uuids));
            case UUID uuid -> statement.setObject(index, uuid);
            case Integer number -> statement.setInt(index, number);
            case Long number -> statement.setLong(index, number);
            case Double number -> statement.setDouble(index, number);
            case Boolean bool -> statement.setBoolean(index, bool);
            default -> throw new IllegalArgumentException(
                    "Parameter " + index + " is a " + parameter.getClass().getName() + ", which Scope does not bind.");
        }
    }
}
