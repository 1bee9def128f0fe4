package dev.hornbook.account;

import dev.hornbook.database.Row;
import dev.hornbook.database.Scope;
import dev.hornbook.database.UserId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The table {@code invitation}. */
final class InvitationRows {
    private static final String READ = """
                                       select i.id, i.email, i.made_at, i.expires_at, i.used_at, u."email" as made_by
                                       from invitation i left join "user" u on u."id" = i.made_by
                                       """;

    private final Scope identity;

    InvitationRows(Scope identity) {
        this.identity = identity;
    }

    /** Adds one, and clears away what has expired. */
    void add(UUID id, LinkToken token, Optional<EmailAddress> email, Optional<UserId> by, Instant now, Instant expiresAt) {
        identity.update("""
                        with expired as (
                          delete from invitation where expires_at <= ?
                        )
                        insert into invitation (id, token_hash, email, made_by, made_at, expires_at) values (?, ?, ?, ?, ?, ?)""", now, id,
                token.hash(), email.map(EmailAddress::value), by.map(UserId::value), now, expiresAt);
    }

    Optional<Invitation> find(UUID id) {
        return identity.first(READ + "where i.id = ?", InvitationRows::invitation, id);
    }

    /** Those that have not expired, the newest first. */
    List<Invitation> all(Instant now, int most) {
        return identity.query(READ + "where i.expires_at > ? order by i.made_at desc, i.id limit ?", InvitationRows::invitation, now, most);
    }

    /** Those that a user made, the one they came with, and those sent to their address; who made them only where it was the user. */
    List<Invitation> of(String userId) {
        return identity.query("""
                              select i.id, i.email, i.made_at, i.expires_at, i.used_at,
                                     case when i.made_by = u."id" then u."email" end as made_by
                              from "user" u join invitation i
                                on u."id" in (i.made_by, i.used_by) or (i.used_at is null and i.email = u."email")
                              where u."id" = ? order by i.made_at, i.id""", InvitationRows::invitation, userId);
    }

    /** @return false if there is none of that id */
    boolean delete(UUID id) {
        return identity.update("delete from invitation where id = ?", id) > 0;
    }

    /** Whether the token is an invitation's that is good for that address. */
    boolean invites(LinkToken token, EmailAddress email, Instant now) {
        return !identity.query("""
                               select id from invitation
                               where token_hash = ? and used_at is null and expires_at > ? and (email is null or email = ?)""",
                row -> row.uuid("id"), token.hash(), now, email.value()).isEmpty();
    }

    /**
     * Uses it up for an account made in the same transaction; of many who try, one does.
     *
     * @return false if it is not good, or not any more
     */
    static boolean use(Handle handle, LinkToken token, User user) {
        return handle.createUpdate("""
                                   update invitation set used_at = :now, used_by = :user
                                   where token_hash = :token and used_at is null and expires_at > :now
                                     and (email is null or email = :email)""").bind("token", token.hash()).bind("now", user.createdAt())
                .bind("user", user.id()).bind("email", user.email()).execute() > 0;
    }

    private static Invitation invitation(Row row) throws SQLException {
        return new Invitation(row.uuid("id"), row.optionalText("email"), row.optionalText("made_by"), row.instant("made_at"),
                row.instant("expires_at"), row.optionalInstant("used_at"));
    }
}
