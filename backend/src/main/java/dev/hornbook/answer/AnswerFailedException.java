package dev.hornbook.answer;

/** An answer that cannot be written to its end; what was written until then is kept. */
final class AnswerFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * @param code for programs
     * @param sentence for the reader: what happened and what to do; holds nothing that a provider said, which may hold a key
     */
    AnswerFailedException(String code, String sentence) {
        super(sentence);
        this.code = code;
    }

    String code() {
        return code;
    }
}
