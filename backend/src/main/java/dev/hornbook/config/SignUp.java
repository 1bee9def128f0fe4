package dev.hornbook.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who may make an account. */
public enum SignUp {
    /** Everybody, and guests may ask before they do. */
    OPEN,
    /** Whoever has an invitation from the operator. */
    INVITED,
    /** Nobody. */
    CLOSED;

    /** As it is written in a setting, and told to the page. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<SignUp> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word.strip())).findFirst();
    }
}
