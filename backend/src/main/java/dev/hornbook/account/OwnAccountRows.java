package dev.hornbook.account;

import dev.hornbook.database.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What changes in Better Auth's tables when users change their own account, each change all or nothing. */
final class OwnAccountRows {

    /**
     * A password as it is stored.
     *
     * @param accountId the id of its row in {@code account}
     * @param hash in the format of {@link PasswordHash}
     */
    record StoredPassword(String accountId, String hash) {

        @Override
        public String toString() {
            return "StoredPassword[" + accountId + "]";
        }
    }

    private final Scope identity;

    OwnAccountRows(Scope identity) {
        this.identity = identity;
    }

    /** The user as changed; empty if they are gone. */
    Optional<User> change(String userId, ProfileChange change, Instant now) {
        return identity.first("""
                              update "user" set "name" = coalesce(?, "name"), "image" = case when ? then ? else "image" end,
                                  "updatedAt" = ?
                              where "id" = ?
                              returning *""", AccountRows::user, change.name(), change.image().changes(), change.image().address(), now,
                userId);
    }

    Optional<StoredPassword> password(String userId) {
        return identity.first("""
                              select "id", "password" from "account"
                              where "userId" = ? and "providerId" = 'credential' and "accountId" = "userId" and "password" is not null""",
                row -> new StoredPassword(row.text("id"), row.text("password")), userId);
    }

    /** @return false if the password is another by now */
    boolean changePassword(StoredPassword old, String hash, Instant now) {
        return identity.update("""
                               update "account" set "password" = ?, "updatedAt" = ? where "id" = ? and "password" = ?""", hash, now,
                old.accountId(), old.hash()) > 0;
    }

    /**
     * The same, and one session takes the place of all.
     *
     * @return the tokens of the sessions that ended; empty if the password is another by now
     */
    Optional<List<String>> changePassword(StoredPassword old, String hash, Session session) {
        return identity.inTransaction(handle -> {
            int changed = handle
                    .createUpdate("""
                                  update "account" set "password" = :hash, "updatedAt" = :now where "id" = :id and "password" = :old""")
                    .bind("hash", hash).bind("now", session.createdAt()).bind("id", old.accountId()).bind("old", old.hash()).execute();
            if (changed == 0) {
                return Optional.empty();
            }
            List<String> ended = SessionRows.deleteAll(handle, session.userId());
            SessionRows.add(handle, session);
            return Optional.of(ended);
        });
    }

    /**
     * Deletes a user; what hangs on their row goes with it by foreign keys: accounts, conversations, everything said. Invitations
     * with their address hang on another's.
     *
     * @return the tokens of the sessions that ended
     */
    List<String> delete(String userId) {
        return identity.query("""
                              with ended as (
                                delete from "session" where "userId" = ? returning "token"
                              ), unused as (
                                delete from "verification" where "value" = ?
                              ), uninvited as (
                                delete from invitation where used_at is null and email = (select "email" from "user" where "id" = ?)
                              ), gone as (
                                delete from "user" where "id" = ?
                              )
                              select "token" from ended""", row -> row.text("token"), userId, userId, userId, userId);
    }
}
