package dev.hornbook.answer;

/** There is no such conversation of this user: it never was, is another's, or was deleted. */
public final class NoSuchConversationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoSuchConversationException() {
        super("There is no such conversation.");
    }
}
