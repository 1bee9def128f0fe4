package dev.hornbook.conversation;

import java.util.Locale;

/** Whether an answer helped. */
public enum Thumb {
    UP,
    DOWN;

    /** The name in the database and on the wire. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Thumb of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
