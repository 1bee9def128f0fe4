package dev.hornbook.account;

import dev.hornbook.database.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Better Auth's {@code verification}: what links and codes stand for, until they are used or expire. */
final class VerificationRows {

    /** What a link that sets a new password is found by, before its token. */
    static final String RESET_PASSWORD = "reset-password:";
    /** What a link that deletes an account is found by; a Better Auth server beside us may send such. */
    static final String DELETE_ACCOUNT = "delete-account-";

    private static final String RESET = """
                                        with used as (
                                          delete from "verification" where "identifier" = :identifier and "value" = :user and "expiresAt" > :now
                                          returning "value" as "userId"
                                        ), changed as (
                                          update "account" set "password" = :hash, "updatedAt" = :now
                                          where "userId" in (select "userId" from used) and "providerId" = 'credential' and "accountId" = "userId"
                                        ), made as (
                                          insert into "account" ("id", "accountId", "providerId", "userId", "password", "createdAt", "updatedAt")
                                          select :account, u."id", 'credential', u."id", :hash, :now, :now from "user" u
                                          where u."id" in (select "userId" from used)
                                            and not exists (select from "account" a
                                              where a."userId" = u."id" and a."providerId" = 'credential' and a."accountId" = u."id")
                                        )
                                        select "userId" from used limit 1""";

    private final Scope identity;

    VerificationRows(Scope identity) {
        this.identity = identity;
    }

    /** Adds one, and clears away what has expired. */
    void add(String id, String identifier, String value, Instant now, Instant expiresAt) {
        identity.update("""
                        with expired as (
                          delete from "verification" where "expiresAt" < ?
                        )
                        insert into "verification" ("id", "identifier", "value", "expiresAt", "createdAt", "updatedAt")
                        values (?, ?, ?, ?, ?, ?)""", now, id, identifier, value, expiresAt, now, now);
    }

    /** What it stands for, if it is still good. */
    Optional<String> find(String identifier, Instant now) {
        return identity.first("""
                              select "value" from "verification" where "identifier" = ? and "expiresAt" > ?
                              order by "createdAt" desc limit 1""", row -> row.text("value"), identifier, now);
    }

    /** The same, once: of many who come at the same moment one gets it. */
    Optional<String> take(String identifier, Instant now) {
        return identity.first("""
                              with used as (
                                delete from "verification" where "identifier" = ? returning "value", "expiresAt", "createdAt"
                              )
                              select "value" from used where "expiresAt" > ? order by "createdAt" desc limit 1""", row -> row.text("value"),
                identifier, now);
    }

    /**
     * Uses up a link to a new password: sets it, making the credential account where there is none, and ends the user's
     * sessions, all or nothing.
     *
     * @return the tokens of the sessions that ended; empty if the link was used or expired meanwhile
     */
    Optional<List<String>> resetPassword(String identifier, String userId, String accountId, String hash, Instant now) {
        return identity.inTransaction(handle -> handle.createQuery(RESET)
                .bind("identifier", identifier).bind("user", userId).bind("now", now).bind("hash", hash).bind("account", accountId)
                .mapTo(String.class).findFirst()
                .map(changed -> SessionRows.deleteAll(handle, changed)));
    }
}
