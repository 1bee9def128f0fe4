package dev.hornbook.conversation;

import java.util.Locale;

/** How far a message has come. A reader's is complete from the start. */
public enum Status {
    /** An instance is writing it; its text so far is that instance's to tell. */
    STREAMING,
    /** Said in full. */
    COMPLETE,
    /** Broke off; the text is what there was until then. */
    FAILED,
    /** Its reader asked to stop; the text is what there was until then. */
    STOPPED;

    /** The name in the database and on the wire. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Status of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
