package dev.hornbook.account;

import dev.hornbook.database.Scope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Who another issuer's subjects are here: a row in {@code account} whose {@code providerId} is the issuer and whose
 * {@code accountId} is the subject. Its {@code id} follows from the two, so that it is found by its primary key and is there but
 * once. It is made on first sight, with a user, or leads to the one who has the same address where both sides have verified it.
 */
final class IssuerUsers {

    /** How long a user is known from memory: for so long one that was deleted elsewhere is not made anew. */
    private static final Duration KEPT = Duration.ofHours(1);
    private static final int SIZE = 10_000;

    private record Known(Reader reader, Instant until) {}

    private final Scope identity;
    private final String issuer;
    private final RandomIds ids;
    private final Clock clock;
    /** By the id of their row in {@code account}. */
    private final Map<String, Known> known = new LeastRecentlyUsed<>(SIZE);
    private final ErasedSubjects erased;

    IssuerUsers(Scope identity, Issuer issuer, RandomIds ids, Clock clock) {
        this.identity = identity;
        this.issuer = issuer.name();
        this.ids = ids;
        this.clock = clock;
        this.erased = new ErasedSubjects(clock);
    }

    /** The user a subject is here, made if there is none; empty if it was deleted since the token was made. */
    Optional<Reader> find(Claimed claimed) {
        Instant now = clock.instant();
        String account = accountId(claimed.subject());
        synchronized (known) {
            if (erased.refuse(account, claimed.made())) {
                return Optional.empty();
            }
            Known before = known.get(account);
            if (before != null && now.isBefore(before.until)) {
                return Optional.of(before.reader);
            }
        }
        Optional<Reader> reader = read(account, claimed.subject()).or(() -> {
            // Whoever finds no row because it was deleted just now finds that noted: it is noted first.
            if (erased.refuse(account, claimed.made())) {
                return Optional.empty();
            }
            make(account, claimed, now.truncatedTo(ChronoUnit.MILLIS));
            return read(account, claimed.subject());
        }).map(Reader::of);
        synchronized (known) {
            if (reader.isPresent() && !erased.refuse(account, claimed.made())) {
                known.put(account, new Known(reader.get(), now.plus(KEPT)));
            }
        }
        return reader;
    }

    /** Deletes a user by {@code deletion}; from its begin on, no token that was made before leads to them, or makes them again. */
    <T> T erase(String userId, Supplier<T> deletion) {
        List<String> accounts = identity.query("""
                                               select "id" from "account" where "userId" = ? and "providerId" = ?""", row -> row.text("id"),
                userId, issuer);
        synchronized (known) {
            accounts.forEach(erased::add);
            accounts.forEach(known::remove);
        }
        try {
            return deletion.get();
        } catch (RuntimeException stillThere) {
            accounts.forEach(erased::remove);
            throw stillThere;
        }
    }

    private Optional<User> read(String account, String subject) {
        return identity.first("""
                              select u.* from "account" a join "user" u on u."id" = a."userId"
                              where a."id" = ? and a."providerId" = ? and a."accountId" = ?""", AccountRows::user, account, issuer,
                subject);
    }

    private void make(String account, Claimed claimed, Instant now) {
        identity.inTransaction(handle -> {
            // Those who come for the same subject take turns, so that none makes a user that nothing leads to.
            handle.execute("select pg_advisory_xact_lock(hashtextextended(?, 0))", account);
            boolean there = handle.createQuery("""
                                               select count(*) from "account" where "id" = :account""").bind("account", account)
                    .mapTo(Integer.class).one() > 0;
            if (there) {
                return null;
            }
            String made = ids.next();
            String insert = """
                            insert into "user" ("id", "name", "email", "emailVerified", "createdAt", "updatedAt")
                            values (:id, :name, :email, :verified, :now, :now)
                            on conflict ("email") do nothing""";
            boolean own = claimed.email().isPresent() && handle.createUpdate(insert).bind("id", made).bind("name", claimed.name())
                    .bind("email", claimed.email().get().value()).bind("verified", true).bind("now", now).execute() > 0;
            Optional<String> verifiedHere = claimed.email().filter(_ -> !own)
                    .flatMap(email -> handle.createQuery("""
                                                         select "id" from "user"
                                                         where "email" = :email and "emailVerified" and "isAnonymous" is not true
                                                         for key share""").bind("email", email.value()).mapTo(String.class).findFirst());
            if (!own && verifiedHere.isEmpty()) {
                handle.createUpdate(insert).bind("id", made).bind("name", claimed.name()).bind("email", placeholder())
                        .bind("verified", false).bind("now", now).execute();
            }
            return handle.createUpdate("""
                                       insert into "account" ("id", "accountId", "providerId", "userId", "createdAt", "updatedAt")
                                       values (:account, :subject, :issuer, :user, :now, :now)""").bind("account", account)
                    .bind("subject", claimed.subject()).bind("issuer", issuer).bind("user", verifiedHere.orElse(made)).bind("now", now)
                    .execute();
        });
    }

    /** No mail gets there: RFC 6761 keeps .invalid for such. */
    private String placeholder() {
        return ids.next().toLowerCase(Locale.ROOT) + "@issuer.placeholder.invalid";
    }

    /** 190 bits of SHA-256 in the form of Better Auth's ids. */
    private String accountId(String subject) {
        try {
            // An issuer is an address and has no line break, so no two pairs make the same text.
            byte[] hash = MessageDigest.getInstance("SHA-256").digest((issuer + "\n" + subject).getBytes(StandardCharsets.UTF_8));
            return RandomIds.of(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
