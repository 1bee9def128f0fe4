package dev.hornbook.account;

import dev.hornbook.account.AccountData.Link;
import dev.hornbook.account.AccountData.Place;
import dev.hornbook.account.AccountData.WayIn;
import dev.hornbook.database.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads {@link AccountData}. */
final class AccountDataRows {

    private final Scope identity;
    private final InvitationRows invitations;

    AccountDataRows(Scope identity) {
        this.identity = identity;
        this.invitations = new InvitationRows(identity);
    }

    /** Empty if the user is gone. */
    Optional<AccountData> find(String userId) {
        Optional<User> user = identity.first("""
                                             select * from "user" where "id" = ?""", AccountRows::user, userId);
        return user.map(found -> new AccountData(found, waysIn(userId), sessions(userId), links(userId), operatorSince(userId),
                invitations.of(userId)));
    }

    private Optional<Instant> operatorSince(String userId) {
        return identity.first("select since from operator where user_id = ?", row -> row.instant("since"), userId);
    }

    private List<WayIn> waysIn(String userId) {
        return identity.query("""
                              select "providerId", "accountId", "scope", "password" is not null as "hasPassword", "createdAt", "updatedAt"
                              from "account" where "userId" = ? order by "createdAt", "id\"""",
                row -> new WayIn(row.text("providerId"), row.text("accountId"), row.optionalText("scope"), row.bool("hasPassword"),
                        row.instant("createdAt"), row.instant("updatedAt")),
                userId);
    }

    private List<Place> sessions(String userId) {
        return identity.query("""
                              select "createdAt", "updatedAt", "expiresAt", "ipAddress", "userAgent"
                              from "session" where "userId" = ? order by "createdAt", "id\"""",
                row -> new Place(row.instant("createdAt"), row.instant("updatedAt"), row.instant("expiresAt"),
                        row.optionalText("ipAddress"),
                        row.optionalText("userAgent")),
                userId);
    }

    private List<Link> links(String userId) {
        return identity.query("""
                              select "createdAt", "expiresAt" from "verification" where "value" = ? order by "createdAt", "id\"""",
                row -> new Link(row.instant("createdAt"), row.instant("expiresAt")), userId);
    }
}
