package dev.hornbook.account;

import java.io.Serial;

/** A refusal that the person at the other end can do something about. */
public final class AccountException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Why, by Better Auth's names and in its words. */
    public enum Reason {
        /** Nobody signs up here. */
        EMAIL_PASSWORD_SIGN_UP_DISABLED("Email and password sign up is not enabled"),
        /** Only the invited sign up here; the words are ours, since Better Auth knows no such thing. */
        INVITATION_REQUIRED("Signing up here takes an invitation. Ask whoever runs this Hornbook for one."),
        /** There is no such invitation, or not for this address, or not any more. */
        INVITATION_REFUSED(
                "This invitation is not good: it was used or withdrawn, has expired, or is for another address. Ask for a new one."),
        /** Guests are let in only where everybody may sign up. */
        ANONYMOUS_SIGN_IN_DISABLED("Guests are not let in here. Sign in, or sign up with an invitation."),
        /** Somebody has an account with this address. */
        USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL("User already exists. Use another email."),
        /** Fewer than 8 UTF-16 units. */
        PASSWORD_TOO_SHORT("Password too short"),
        /** More than 128 UTF-16 units. */
        PASSWORD_TOO_LONG("Password too long"),
        /** One of the two is wrong; which is not told. */
        INVALID_EMAIL_OR_PASSWORD("Invalid email or password"),
        /** The password of somebody signed in is another. */
        INVALID_PASSWORD("Invalid password"),
        /** They have no password here: they sign in elsewhere. */
        CREDENTIAL_ACCOUNT_NOT_FOUND("Credential account not found"),
        /** The session is too old for this without the password. */
        SESSION_EXPIRED("Session expired. Re-authenticate to perform this action."),
        /** The session is too old for this. */
        SESSION_NOT_FRESH("Session is not fresh"),
        /** Who is to be deleted as a guest is none. */
        USER_IS_NOT_ANONYMOUS("User is not anonymous"),
        /** A link's token is none, was used, or has expired. */
        INVALID_TOKEN("Invalid token"),
        /** A link's token was good once. */
        TOKEN_EXPIRED("Token expired"),
        /** Whom a link is for is gone. */
        USER_NOT_FOUND("User not found"),
        /** The session or its user ended in this moment. */
        UNAUTHORIZED("Unauthorized");

        private final String text;

        Reason(String text) {
            this.text = text;
        }
    }

    private final Reason reason;

    AccountException(Reason reason) {
        // A refusal is an answer, not a fault: nobody reads its stack trace.
        super(reason.text, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
