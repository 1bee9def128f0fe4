package dev.hornbook.load;

/** What is measured together: a row of the table. */
public enum Row {
    /** {@code GET /api/v1/conversations}. */
    LIST("list conversations", true),
    /** {@code GET /api/v1/conversations/{id}/messages}. */
    OPEN("open a conversation", true),
    /** {@code GET /api/v1/textbooks/{slug}/chapters/{chapter}}. */
    READ("read a chapter", true),
    /** {@code GET /api/v1/search}. */
    SEARCH_BOOK("search the books", true),
    /** {@code GET /api/v1/conversations/search}. */
    SEARCH_HISTORY("search one's history", true),
    /** {@code POST /api/v1/conversations}. */
    CREATE("begin a conversation", true),
    /** {@code POST /api/v1/conversations/{id}/messages} until its first event: the question is kept by then. */
    ASK("ask, until it is taken", true),
    /** The same until its last event. */
    ANSWER("ask, until it is answered", false),
    /** {@code POST /api/auth/sign-in/email}, which hashes a password. */
    SIGN_IN("sign in", false);

    private final String title;
    private final boolean prompt;

    Row(String title, boolean prompt) {
        this.title = title;
        this.prompt = prompt;
    }

    /** In a few words. */
    public String title() {
        return title;
    }

    /** Whether it waits neither for a model nor for a password to be hashed. */
    public boolean prompt() {
        return prompt;
    }
}
