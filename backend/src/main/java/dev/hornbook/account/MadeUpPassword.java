package dev.hornbook.account;

import java.security.SecureRandom;

/**
 * A password that nobody chose.
 *
 * @param text what one signs in with
 * @param hash what is stored of it
 */
public record MadeUpPassword(String text, String hash) {

    /** A new one; making it takes as long as signing in. */
    public static MadeUpPassword create() {
        SecureRandom random = new SecureRandom();
        String text = new RandomIds(random).next();
        return new MadeUpPassword(text, new PasswordHasher(random).hash(text));
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "MadeUpPassword";
    }
}
