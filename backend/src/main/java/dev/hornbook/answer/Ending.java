package dev.hornbook.answer;

/** How the writing of an answer ended. */
sealed interface Ending {
    /** All is said. */
    record Complete() implements Ending {}

    /** Its reader has had enough. */
    record Stopped() implements Ending {}

    /** It broke off; see {@link AnswerFailedException}. */
    record Failed(String code, String sentence) implements Ending {}
}
