package dev.hornbook.conversation;

/** What a reader sent cannot be taken. Nothing was stored. */
public final class InvalidInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;

    private final String sentence;

    /**
     * @param field which part of what was sent, by its name on the wire
     * @param sentence for the reader: what is wrong and what to do; never the input itself
     */
    public InvalidInputException(String field, String sentence) {
        super('"' + field + "\": " + sentence);
        this.field = field;
        this.sentence = sentence;
    }

    public String field() {
        return field;
    }

    public String sentence() {
        return sentence;
    }
}
