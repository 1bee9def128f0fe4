package dev.hornbook.conversation;

/** There is no room for one more; nothing was stored, and nothing changed. */
public final class FullException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is full. */
    public enum What {
        /** A conversation, of questions. */
        CONVERSATION,
        /** A user's history, of starred conversations. */
        STARRED
    }

    private final What what;

    private FullException(What what, String message) {
        super(message);
        this.what = what;
    }

    static FullException conversation() {
        return new FullException(What.CONVERSATION, "There are " + Conversations.MOST_QUESTIONS
                + " questions in this conversation, and there may not be more. Begin a new conversation; this one stays as it is.");
    }

    static FullException starred() {
        return new FullException(What.STARRED, Conversations.MOST_STARRED
                + " conversations are starred, and there may not be more. Take the star off another first.");
    }

    public What what() {
        return what;
    }
}
