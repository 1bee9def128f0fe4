package dev.hornbook.account;

import dev.hornbook.config.Network;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;

/**
 * How often one may try to sign in or up. Better Auth's own rule (3 in 10 s an address) would refuse most of a class behind
 * one school's address; here an address gets room for a class, and guessing is stopped where it happens, at the account.
 * Kept in memory, by each instance for itself.
 */
public final class AttemptLimits {

    /** Sign-ins and sign-ups an address: a lecture hall of a hundred within a minute, some of them twice. */
    static final int PER_ADDRESS = 120;
    /** Wrong passwords for one account from one address. */
    static final int PER_ACCOUNT_AND_ADDRESS = 6;
    /**
     * Wrong passwords for one account from anywhere in an hour; NIST SP 800-63B, 5.2.2 asks for no more than a hundred in a
     * row.
     */
    static final int PER_ACCOUNT = 100;

    /** Mails one address asks for to one mailbox in a minute, and anybody to one mailbox in an hour. */
    static final int MAILS_A_MINUTE = 5;
    static final int MAILS_AN_HOUR = 20;

    private final AttemptCounter addresses;
    private final AttemptCounter accountsByAddress;
    private final AttemptCounter accounts;
    private final AttemptCounter mailsByAddress;
    private final AttemptCounter mails;

    public AttemptLimits(Clock clock) {
        addresses = new AttemptCounter(PER_ADDRESS, Duration.ofMinutes(1), clock);
        accountsByAddress = new AttemptCounter(PER_ACCOUNT_AND_ADDRESS, Duration.ofMinutes(1), clock);
        accounts = new AttemptCounter(PER_ACCOUNT, Duration.ofHours(1), clock);
        mailsByAddress = new AttemptCounter(MAILS_A_MINUTE, Duration.ofMinutes(1), clock);
        mails = new AttemptCounter(MAILS_AN_HOUR, Duration.ofHours(1), clock);
    }

    /**
     * Counts an attempt from {@code address}, whatever it is for.
     *
     * @throws TooManyAttemptsException if it is one too many
     */
    public void attempt(String address) {
        addresses.attempt(network(address)).ifPresent(AttemptLimits::refuse);
    }

    /**
     * Counts an attempt to sign in to an account as if its password were wrong; {@link #succeeded} takes it back. Counting
     * first leaves no room for many guesses at the same moment.
     *
     * @throws TooManyAttemptsException if it is one too many
     */
    public void attempt(String address, EmailAddress account) {
        accountsByAddress.attempt(key(address, account)).ifPresent(AttemptLimits::refuse);
        accounts.attempt(account.value()).ifPresent(AttemptLimits::refuse);
    }

    /**
     * Counts a mail that {@code address} asks for, whether anybody has that mailbox or not.
     *
     * @throws TooManyAttemptsException if it is one too many
     */
    public void mail(String address, EmailAddress mailbox) {
        attempt(address);
        mailsByAddress.attempt(key(address, mailbox)).ifPresent(AttemptLimits::refuse);
        mails.attempt(mailbox.value()).ifPresent(AttemptLimits::refuse);
    }

    /** The password was right: the wrong ones before it are forgiven. */
    public void succeeded(String address, EmailAddress account) {
        accountsByAddress.forget(key(address, account));
        accounts.forget(account.value());
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

    private static void refuse(Duration wait) {
        throw new TooManyAttemptsException(wait);
    }
}
