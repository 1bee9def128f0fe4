package dev.hornbook.answer;

import dev.hornbook.conversation.Citation;
import dev.hornbook.conversation.Message;

/** What a reader of an answer is told, in this order: one start, deltas and citations, and one done or failed. */
public sealed interface AnswerEvent {
    /** Counted from 1; a reader who has had this one goes on after it. */
    long ordinal();

    /** The answer has begun. */
    record Start(long ordinal, Message message) implements AnswerEvent {}

    /** The next piece of its text, Markdown with citation marks such as {@code [1]}. */
    record Delta(long ordinal, String text) implements AnswerEvent {}

    /** What a mark means; it comes before the delta with the mark. */
    record Cited(long ordinal, Citation citation) implements AnswerEvent {}

    /** The end, said in full or stopped by its reader (see the message's status). */
    record Done(long ordinal, Message message) implements AnswerEvent {}

    /**
     * The end, before all was said or could be kept. What came until then is still good.
     *
     * @param code for programs
     * @param sentence for the reader: what happened and what to do
     */
    record Failed(long ordinal, String code, String sentence) implements AnswerEvent {}
}
