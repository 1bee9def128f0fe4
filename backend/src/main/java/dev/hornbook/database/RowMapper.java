package dev.hornbook.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Makes a value of a row. The same mapper serves {@link Scope#query} and, being JDBI's too, the queries of a {@link Work}.
 */
@FunctionalInterface
public interface RowMapper<T> extends org.jdbi.v3.core.mapper.RowMapper<T> {
    T map(Row row) throws SQLException;

    @Override
    default T map(ResultSet rows, StatementContext context) throws SQLException {
        return map(new Row(rows));
    }
}
