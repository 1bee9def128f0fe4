package dev.hornbook.account;

import dev.hornbook.database.Row;
import dev.hornbook.database.Scope;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Better Auth's {@code session}, by token. */
final class SessionRows {

    private final Scope identity;

    SessionRows(Scope identity) {
        this.identity = identity;
    }

    Optional<SignedIn> find(String token) {
        return identity.first("""
                              select u.*, s."id" as "sessionId", s."token", s."expiresAt", s."createdAt" as "sessionCreatedAt",
                                     s."updatedAt" as "sessionUpdatedAt", s."ipAddress", s."userAgent"
                              from "session" s join "user" u on u."id" = s."userId"
                              where s."token" = ?""", SessionRows::signedIn, token);
    }

    /** @return false if the session was ended meanwhile */
    boolean prolong(String token, Instant expiresAt, Instant now) {
        return identity.update("""
                               update "session" set "expiresAt" = ?, "updatedAt" = ? where "token" = ?""", expiresAt, now, token) > 0;
    }

    void delete(String token) {
        identity.update("""
                        delete from "session" where "token" = ?""", token);
    }

    private static SignedIn signedIn(Row row) throws SQLException {
        User user = AccountRows.user(row);
        return new SignedIn(
                new Session(row.text("sessionId"), row.text("token"), user.id(), row.instant("expiresAt"), row.instant("sessionCreatedAt"),
                        row.instant("sessionUpdatedAt"), row.optionalText("ipAddress"), row.optionalText("userAgent")),
                user);
    }
}
