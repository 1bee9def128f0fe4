package dev.hornbook.conversation;

import java.util.Locale;

/** Who says a message. */
public enum Role {
    READER,
    BOOK;

    /** The name in the database and on the wire. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Role of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
