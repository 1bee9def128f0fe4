package dev.hornbook.database;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The row that a {@link RowMapper} looks at, valid for the length of its call. Columns are found by name. A getter that does
 * not say "optional" takes a column that is never null, and throws {@link NullPointerException} with its name where it is.
 */
public final class Row {
    private final ResultSet rows;

    Row(ResultSet rows) {
        this.rows = rows;
    }

    public String text(String column) throws SQLException {
        return present(column, rows.getString(column));
    }

    public Optional<String> optionalText(String column) throws SQLException {
        return Optional.ofNullable(rows.getString(column));
    }

    public UUID uuid(String column) throws SQLException {
        return present(column, rows.getObject(column, UUID.class));
    }

    public Optional<UUID> optionalUuid(String column) throws SQLException {
        return Optional.ofNullable(rows.getObject(column, UUID.class));
    }

    public Instant instant(String column) throws SQLException {
        return optionalInstant(column).orElseThrow(() -> absent(column));
    }

    public Optional<Instant> optionalInstant(String column) throws SQLException {
        return Optional.ofNullable(rows.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    public int integer(String column) throws SQLException {
        return present(column, rows.getObject(column, Integer.class));
    }

    public long bigint(String column) throws SQLException {
        return present(column, rows.getObject(column, Long.class));
    }

    public Optional<Integer> optionalInteger(String column) throws SQLException {
        return Optional.ofNullable(rows.getObject(column, Integer.class));
    }

    public double real(String column) throws SQLException {
        return present(column, rows.getObject(column, Double.class));
    }

    public boolean bool(String column) throws SQLException {
        return present(column, rows.getObject(column, Boolean.class));
    }

    public Optional<Boolean> optionalBool(String column) throws SQLException {
        return Optional.ofNullable(rows.getObject(column, Boolean.class));
    }

    public byte[] bytes(String column) throws SQLException {
        return present(column, rows.getBytes(column));
    }

    public Optional<byte[]> optionalBytes(String column) throws SQLException {
        return Optional.ofNullable(rows.getBytes(column));
    }

    /** A {@code text[]}. */
    public List<String> texts(String column) throws SQLException {
        Array array = present(column, rows.getArray(column));
        return List.of((String[]) array.getArray());
    }

    private static <T> T present(String column, T value) {
        if (value == null) {
            throw absent(column);
        }
        return value;
    }

    private static NullPointerException absent(String column) {
        return new NullPointerException("Column " + column + " is null; read it as optional.");
    }
}
