package dev.hornbook.account;

import dev.hornbook.database.Row;
import dev.hornbook.database.Scope;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

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

    /** The sessions of a user that are good at that time, the oldest first. */
    List<Session> of(String userId, Instant now) {
        return identity.query("""
                              select "id" as "sessionId", "token", "userId", "expiresAt", "createdAt" as "sessionCreatedAt",
                                     "updatedAt" as "sessionUpdatedAt", "ipAddress", "userAgent"
                              from "session"
                              where "userId" = ? and "expiresAt" > ?
                              order by "createdAt", "id"
                              limit 100""", row -> session(row, userId), userId, now);
    }

    /** @return false if that user has no such session */
    boolean delete(String token, String userId) {
        return identity.update("""
                               delete from "session" where "token" = ? and "userId" = ?""", token, userId) > 0;
    }

    /** @return the tokens of the sessions that ended */
    List<String> deleteOthers(String userId, String token) {
        return identity.query("""
                              delete from "session" where "userId" = ? and "token" <> ? returning "token\"""", row -> row.text("token"),
                userId, token);
    }

    /** @return the tokens of the sessions that ended */
    List<String> deleteAll(String userId) {
        return identity.query("""
                              delete from "session" where "userId" = ? returning "token\"""", row -> row.text("token"), userId);
    }

    /**
     * The same within a transaction that has just replaced the password: in a statement of its own, so that it also sees the
     * session of a sign-in that the replacing waited for.
     */
    static List<String> deleteAll(Handle handle, String userId) {
        return handle.createQuery("""
                                  delete from "session" where "userId" = :user returning "token\"""").bind("user", userId)
                .mapTo(String.class).list();
    }

    static void add(Handle handle, Session session) {
        handle.createUpdate(
                """
                insert into "session" ("id", "token", "userId", "expiresAt", "createdAt", "updatedAt", "ipAddress", "userAgent")
                values (:id, :token, :userId, :expiresAt, :createdAt, :updatedAt, :ipAddress, :userAgent)""").bindMethods(session)
                .execute();
    }

    private static SignedIn signedIn(Row row) throws SQLException {
        User user = AccountRows.user(row);
        return new SignedIn(session(row, user.id()), user);
    }

    private static Session session(Row row, String userId) throws SQLException {
        return new Session(row.text("sessionId"), row.text("token"), userId, row.instant("expiresAt"), row.instant("sessionCreatedAt"),
                row.instant("sessionUpdatedAt"), row.optionalText("ipAddress"), row.optionalText("userAgent"));
    }
}
