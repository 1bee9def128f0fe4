package dev.hornbook.answer;

import dev.hornbook.retrieval.Findings;

/** Writes an answer from what was found. */
@FunctionalInterface
public interface AnswerWriter {
    /**
     * Writes to the draft and returns when all is said, or soon after {@link Draft#isStopped}. Called on a thread that may
     * wait; never with a connection in hand.
     *
     * @throws AnswerFailedException when it cannot go on
     */
    void write(Findings findings, Draft draft) throws AnswerFailedException;
}
