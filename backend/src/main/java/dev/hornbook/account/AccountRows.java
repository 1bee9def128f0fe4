package dev.hornbook.account;

import dev.hornbook.account.AccountException.Reason;
import dev.hornbook.database.Row;
import dev.hornbook.database.Scope;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;

/**
 * Better Auth's {@code "user"}, {@code account} and the beginning of a {@code session}, each use in one statement and so in
 * one round trip.
 */
final class AccountRows {

    /**
     * A user with the password stored for them.
     *
     * @param user the user
     * @param passwordHash in the format of {@link PasswordHash}; empty for one who signs in elsewhere only
     */
    record Credential(User user, Optional<String> passwordHash) {

        @Override
        public String toString() {
            return "Credential[" + user + "]";
        }
    }

    private static final String SIGN_UP = """
                                          with made as (
                                            insert into "user" ("id", "name", "email", "emailVerified", "image", "createdAt", "updatedAt")
                                            values (?, ?, ?, ?, ?, ?, ?)
                                            on conflict ("email") do nothing
                                            returning "id"
                                          ), credential as (
                                            insert into "account" ("id", "accountId", "providerId", "userId", "password", "createdAt", "updatedAt")
                                            select ?, "id", 'credential', "id", ?, ?, ? from made
                                          )
                                          insert into "session" ("id", "token", "userId", "expiresAt", "createdAt", "updatedAt", "ipAddress", "userAgent")
                                          select ?, ?, "id", ?, ?, ?, ?, ? from made
                                          returning "id\"""";

    private final Scope identity;

    AccountRows(Scope identity) {
        this.identity = identity;
    }

    Optional<Credential> find(EmailAddress email) {
        return identity.first("""
                              select u.*, a."password"
                              from "user" u
                              left join "account" a on a."userId" = u."id" and a."providerId" = 'credential' and a."accountId" = u."id"
                              where u."email" = ?""", row -> new Credential(user(row), row.optionalText("password")), email.value());
    }

    Optional<User> find(String userId) {
        return identity.first("""
                              select * from "user" where "id" = ?""", AccountRows::user, userId);
    }

    /** Users at a domain whose addresses are {@code name.<run>@domain}, of the run that came last, in no order that says anything. */
    List<User> lastMadeUp(String domain, int most) {
        return identity.query("""
                              with made as (
                                select u.*, split_part(u."email", '.', 2) as run from "user" u where u."email" like '%@' || ?
                              )
                              select * from made where run = (select run from made order by "createdAt" desc limit 1)
                              order by "id"
                              limit ?""", AccountRows::user, domain, most);
    }

    /** The user whose address it is, as verified now. */
    Optional<User> verified(EmailAddress email, Instant now) {
        return identity.first("""
                              update "user" set "emailVerified" = true, "updatedAt" = ? where "email" = ? returning *""", AccountRows::user,
                now, email.value());
    }

    /**
     * A user, their password and their first session, and the end of the invitation they come with: all or nothing.
     *
     * @return false if somebody has that e-mail address, also if they took it in the same moment
     * @throws AccountException if the invitation is not good any more
     */
    boolean signUp(User user, String accountId, String passwordHash, Session session, Optional<LinkToken> invitation) {
        Object[] values = {user.id(), user.name(), user.email(), user.emailVerified(), user.image(), user.createdAt(), user.updatedAt(),
            accountId, passwordHash, user.createdAt(), user.updatedAt(), session.id(), session.token(), session.expiresAt(),
            session.createdAt(), session.updatedAt(), session.ipAddress(), session.userAgent()};
        if (invitation.isEmpty()) {
            return !identity.query(SIGN_UP, row -> row.text("id"), values).isEmpty();
        }
        return identity.inTransaction(handle -> {
            Query made = handle.createQuery(SIGN_UP);
            for (int i = 0; i < values.length; i++) {
                made.bind(i, values[i]);
            }
            if (made.mapTo(String.class).findFirst().isEmpty()) {
                return false;
            }
            if (!InvitationRows.use(handle, invitation.get(), user)) {
                throw new AccountException(Reason.INVITATION_REFUSED);
            }
            return true;
        });
    }

    /**
     * Begins a session if the password is still the one that was looked up. The row locks have whoever replaces it wait, and then
     * see this session too; the user's comes first, as it does where users are deleted.
     *
     * @param hash what the password was checked against
     * @return false if the password is another by now, or the user gone
     */
    boolean signIn(Session session, String hash) {
        List<String> made = identity.query(
                """
                insert into "session" ("id", "token", "userId", "expiresAt", "createdAt", "updatedAt", "ipAddress", "userAgent")
                select ?, ?, still."userId", ?, ?, ?, ?, ? from (
                  select a."userId" from "user" u
                  join "account" a on a."userId" = u."id" and a."providerId" = 'credential' and a."accountId" = u."id"
                  where u."id" = ? and a."password" = ?
                  for key share of u for share of a
                ) still
                returning "id\"""", row -> row.text("id"), session.id(), session.token(), session.expiresAt(), session.createdAt(),
                session.updatedAt(),
                session.ipAddress(), session.userAgent(), session.userId(), hash);
        return !made.isEmpty();
    }

    /** The user in a row that has the columns of {@code "user"} under their own names. */
    static User user(Row row) throws SQLException {
        return new User(row.text("id"), row.text("name"), row.text("email"), row.bool("emailVerified"), row.optionalText("image"),
                row.instant("createdAt"),
                row.instant("updatedAt"),
                // Null counts as no guest; Better Auth leaves the column nullable.
                row.optionalBool("isAnonymous").orElse(false));
    }
}
