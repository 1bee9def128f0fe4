package dev.hornbook.database;

import dev.hornbook.pool.PoolFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * A statement failed, or the database could not be reached; {@link #unavailable()} tells which. The cause is always the
 * driver's or the pool's own exception. The message names no values: what a statement was given belongs to a reader.
 */
public final class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * The database could not be reached, or the connection broke in mid-statement.
     *
     * @param reason for people; says what to do where something can be done
     * @param retryAfter when trying again is worth it; empty when waiting does not mend it
     */
    public record Unavailable(String reason, Optional<Duration> retryAfter) {}

    public DatabaseException(SQLException cause) {
        super(describe(cause), cause);
    }

    @Override
    public synchronized SQLException getCause() {
        return (SQLException) super.getCause();
    }

    /** PostgreSQL's five characters for what went wrong, {@code "?????"} when there are none. */
    public String sqlState() {
        return stateOf(getCause());
    }

    /** The constraint that refused the rows, when one did. */
    public Optional<String> constraint() {
        return getCause() instanceof PSQLException e
                ? Optional.ofNullable(e.getServerErrorMessage()).map(ServerErrorMessage::getConstraint)
                : Optional.empty();
    }

    /** Present when the database could not be reached; a feature's answer is then 503, not 500. */
    public Optional<Unavailable> unavailable() {
        SQLException cause = getCause();
        if (cause instanceof PoolFailure pool) {
            return Optional.of(new Unavailable(pool.reason().text(), pool.retryAfter()));
        }
        // Class 08 is the connection's, 57P01 to 57P05 the server's going away: appendix A of PostgreSQL's manual.
        return switch (stateOf(cause)) {
            case String state when state.startsWith("08") || state.startsWith("57P") ->
                again("The connection to the database broke off.", 1);
            // Canceled at the scope's limit.
            case "57014" -> again("The database took too long over it.", 5);
            case "53300" -> again("The database has no connection left.", 5);
            default -> Optional.empty();
        };
    }

    private static Optional<Unavailable> again(String reason, int seconds) {
        return Optional.of(new Unavailable(reason + " Ask again.", Optional.of(Duration.ofSeconds(seconds))));
    }

    private static String describe(SQLException cause) {
        String state = " (SQLSTATE " + stateOf(cause) + ")";
        if (cause instanceof PSQLException e && e.getServerErrorMessage() instanceof ServerErrorMessage server) {
            // Class 22 quotes the value in its primary message; the others do so in their detail ("Key (email)=(…) already exists") only.
            return stateOf(cause).startsWith("22") ? "A value could not be taken" + state : server.getMessage() + state;
        }
        return cause.getMessage() + state;
    }

    private static String stateOf(SQLException cause) {
        return cause.getSQLState() == null ? "?????" : cause.getSQLState();
    }
}
