package dev.hornbook.account;

import dev.hornbook.database.Scope;
import dev.hornbook.database.UserId;
import java.time.Instant;

/** The tables {@code operator} and {@code operator_link}. */
final class OperatorRows {
    private final Scope identity;

    OperatorRows(Scope identity) {
        this.identity = identity;
    }

    boolean contains(UserId user) {
        return identity.first("select exists (select from operator where user_id = ?) as is_one", row -> row.bool("is_one"), user.value())
                .orElse(false);
    }

    /**
     * Adds a link where there is no operator, and clears away those made before {@code oldest}.
     *
     * @return false if there is one
     */
    boolean addLink(LinkToken token, Instant now, Instant oldest) {
        return identity.update("""
                               with old as (
                                 delete from operator_link where made_at < ?
                               )
                               insert into operator_link (token_hash, made_at)
                               select ?, ? where not exists (select from operator)""", oldest, token.hash(), now) > 0;
    }

    /** Whether that link would make somebody the operator. */
    boolean opens(LinkToken token, Instant oldest) {
        return !identity.query("""
                               select made_at from operator_link
                               where token_hash = ? and made_at >= ? and not exists (select from operator)""",
                row -> row.instant("made_at"), token.hash(), oldest).isEmpty();
    }

    /**
     * Makes a user the operator by a link, and every link void.
     *
     * @return false if there is an operator, no such link, or the user is a guest or gone
     */
    boolean claim(LinkToken token, UserId user, Instant now, Instant oldest) {
        return identity.inTransaction(handle -> {
            // Two links in two hands must not make two operators: whoever claims waits for the one before, and looks then.
            handle.execute("select pg_advisory_xact_lock(hashtextextended('hornbook.operator', 0))");
            boolean made = handle.createUpdate("""
                                               insert into operator (user_id, since)
                                               select u."id", :now from "user" u
                                               where u."id" = :user and u."isAnonymous" is not true
                                                 and not exists (select from operator)
                                                 and exists (select from operator_link where token_hash = :token and made_at >= :oldest)""")
                    .bind("user", user.value()).bind("now", now).bind("token", token.hash()).bind("oldest", oldest).execute() > 0;
            if (made) {
                handle.execute("delete from operator_link");
            }
            return made;
        });
    }
}
