package dev.hornbook.account;

import dev.hornbook.account.AccountException.Reason;

/** How long a password may be, in UTF-16 units as JavaScript counts them (Better Auth's defaults). */
final class PasswordLength {

    private static final int SHORTEST = 8;
    private static final int LONGEST = 128;

    private PasswordLength() {}

    /** @throws AccountException if a new password is too short or too long */
    static void check(String password) {
        if (password.length() < SHORTEST) {
            throw new AccountException(Reason.PASSWORD_TOO_SHORT);
        }
        refuseTooLong(password);
    }

    /** @throws AccountException if a password is longer than any that was ever accepted */
    static void refuseTooLong(String password) {
        if (password.length() > LONGEST) {
            throw new AccountException(Reason.PASSWORD_TOO_LONG);
        }
    }
}
