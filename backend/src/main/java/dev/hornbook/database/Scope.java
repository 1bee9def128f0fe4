package dev.hornbook.database;

import java.util.List;
import java.util.Optional;

/**
 * A road to rows: every statement on it runs as one role, for one user or none, and cannot see past what that role and user
 * may. Scopes are cheap, hold no connection between calls, and may be shared among threads.
 *
 * <p>Parameters are bound in the order of the {@code ?} in the statement and may be null, {@link String}, {@link Integer},
 * {@link Long}, {@link Double}, {@link Boolean}, {@link java.util.UUID}, {@link java.time.Instant}, {@code byte[]},
 * {@link Json}, {@code String[]} and {@code UUID[]}, or an {@link Optional} of those.
 *
 * @throws DatabaseException (every method) when the statement failed or the database could not be reached
 */
public interface Scope {
    /** One statement that gives rows, in one round trip and a transaction of its own. It may change rows too ({@code returning}). */
    <T> List<T> query(String sql, RowMapper<T> row, Object... parameters);

    /** The first row of {@link #query}, if there is one. */
    default <T> Optional<T> first(String sql, RowMapper<T> row, Object... parameters) {
        return query(sql, row, parameters).stream().findFirst();
    }

    /** One statement that gives no rows, in one round trip and a transaction of its own; how many rows it touched. */
    int update(String sql, Object... parameters);

    /**
     * Several statements in one transaction (read committed), the scope set before the first. Whatever the work throws rolls
     * all of it back and is passed on.
     */
    <T> T inTransaction(Work<T> work);
}
