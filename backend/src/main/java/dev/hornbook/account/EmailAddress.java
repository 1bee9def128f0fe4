package dev.hornbook.account;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An e-mail address, in lower case, as Better Auth stores it and looks it up: its table knows no case-insensitive index.
 *
 * @param value the address
 */
public record EmailAddress(String value) {

    /** The longest address that mail can be delivered to: 64 of local part, an at sign, 255 of domain (RFC 5321, 4.5.3.1). */
    private static final int LONGEST = 320;
    /** zod 4's {@code email}, which is what Better Auth takes for an address. */
    private static final Pattern FORM = Pattern
            .compile("(?:[A-Za-z0-9_'+\\-]+\\.)*[A-Za-z0-9_'+\\-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9\\-]*\\.)+[A-Za-z]{2,}");

    /** The address in {@code text}; empty if it is none. */
    public static Optional<EmailAddress> parse(String text) {
        return text.length() <= LONGEST && FORM.matcher(text).matches()
                ? Optional.of(new EmailAddress(text.toLowerCase(Locale.ROOT)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "EmailAddress[***]";
    }
}
