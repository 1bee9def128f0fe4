package dev.hornbook.account;

import dev.hornbook.config.Network;
import dev.hornbook.database.DatabaseException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How often one may try to sign in or up. Better Auth's own rule (3 in 10 s an address) would refuse most of a class behind
 * one school's address; here an address gets room for a class, and guessing is stopped where it happens, at the account.
 * Kept in memory, by each instance for itself.
 */
public final class AttemptLimits {

    /** Sign-ins and sign-ups an address: a lecture hall of a hundred within a minute, some of them twice. */
    static final int PER_ADDRESS = 120;
    /** Wrong passwords for one account from one address, in a minute. */
    static final int A_MINUTE = 6;
    /** The same in an hour: far fewer than {@link #PER_ACCOUNT}, or one address could keep everybody out of an account. */
    static final int AN_HOUR = 20;
    /**
     * Wrong passwords for one account from anywhere in an hour; NIST SP 800-63B, 5.2.2 asks for no more than a hundred in a
     * row.
     */
    static final int PER_ACCOUNT = 100;

    /** Mails one address asks for to one mailbox in a minute, and anybody to one mailbox in an hour. */
    static final int MAILS_A_MINUTE = 5;
    static final int MAILS_AN_HOUR = 20;

    private final Clock clock;
    private final AttemptCounter addresses = new AttemptCounter(PER_ADDRESS, Duration.ofMinutes(1));
    private final AttemptCounter aMinute = new AttemptCounter(A_MINUTE, Duration.ofMinutes(1));
    private final AttemptCounter anHour = new AttemptCounter(AN_HOUR, Duration.ofHours(1));
    private final AttemptCounter accounts = new AttemptCounter(PER_ACCOUNT, Duration.ofHours(1));
    private final AttemptCounter mailsByAddress = new AttemptCounter(MAILS_A_MINUTE, Duration.ofMinutes(1));
    private final AttemptCounter mails = new AttemptCounter(MAILS_AN_HOUR, Duration.ofHours(1));

    /** What an attempt counts towards. */
    private record Count(AttemptCounter counter, String key) {}

    public AttemptLimits(Clock clock) {
        this.clock = clock;
    }

    /**
     * Counts an attempt from {@code address}, whatever it is for.
     *
     * @throws TooManyAttemptsException if it is one too many
     */
    public void attempt(String address) {
        count(List.of(new Count(addresses, network(address))), clock.instant());
    }

    /**
     * Checks a password of an account. It counts as a wrong one before it is checked, which leaves no room for many guesses at
     * the same moment; the right one has those before it forgiven, and one that nobody came to check counts for nothing.
     *
     * @param check throws {@link AccountException} if the password is wrong
     * @throws TooManyAttemptsException if it is one too many; it is not checked then
     */
    public <T> T checking(String address, EmailAddress account, Supplier<T> check) {
        List<Count> counts = wrongPasswords(address, account);
        Instant now = clock.instant();
        count(counts, now);
        try {
            T checked = check.get();
            forgive(address, account);
            return checked;
        } catch (BusyException | DatabaseException e) {
            takeBack(counts, now);
            throw e;
        }
    }

    /** The same where nothing comes of it but that it was right. */
    public void checking(String address, EmailAddress account, Runnable check) {
        checking(address, account, () -> {
            check.run();
            return null;
        });
    }

    /** Whoever is at that address has shown that the account is theirs: the wrong passwords before are forgiven. */
    public void forgive(String address, EmailAddress account) {
        wrongPasswords(address, account).forEach(count -> count.counter().forget(count.key()));
    }

    /**
     * Counts a mail that {@code address} asks for, whether anybody has that mailbox or not.
     *
     * @throws TooManyAttemptsException if it is one too many
     */
    public void mail(String address, EmailAddress mailbox) {
        attempt(address);
        count(List.of(new Count(mailsByAddress, key(address, mailbox)), new Count(mails, mailbox.value())), clock.instant());
    }

    private List<Count> wrongPasswords(String address, EmailAddress account) {
        String key = key(address, account);
        return List.of(new Count(aMinute, key), new Count(anHour, key), new Count(accounts, account.value()));
    }

    /** Towards all of them or, where one refuses, towards none. */
    private static void count(List<Count> counts, Instant now) {
        for (int i = 0; i < counts.size(); i++) {
            Optional<Duration> wait = counts.get(i).counter().attempt(counts.get(i).key(), now);
            if (wait.isPresent()) {
                takeBack(counts.subList(0, i), now);
                throw new TooManyAttemptsException(wait.get());
            }
        }
    }

    private static void takeBack(List<Count> counts, Instant at) {
        counts.forEach(count -> count.counter().takeBack(count.key(), at));
    }

    private static String key(String address, EmailAddress account) {
        return network(address) + " " + account.value();
    }

    private static String network(String address) {
        try {
            return Network.home(InetAddress.ofLiteral(address)).toString();
        } catch (IllegalArgumentException notAnAddress) {
            return address;
        }
    }
}
