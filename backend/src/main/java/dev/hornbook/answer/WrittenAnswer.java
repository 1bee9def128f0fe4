package dev.hornbook.answer;

import dev.hornbook.conversation.Citation;
import dev.hornbook.retrieval.Findings;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An answer outside of any conversation, as a terminal wants it.
 *
 * @param citations what its marks mean, by number
 * @param failure why it is not whole, a sentence; empty when it is
 */
public record WrittenAnswer(List<Citation> citations, Optional<String> failure) {
    /**
     * Writes one.
     *
     * @param onText is told each piece of text as it comes
     */
    public static WrittenAnswer write(AnswerWriter writer, Findings findings, Consumer<String> onText) {
        Draft draft = new Draft(onText, _ -> {});
        try {
            writer.write(findings, draft);
            return new WrittenAnswer(draft.citations(), Optional.empty());
        } catch (AnswerFailedException e) {
            return new WrittenAnswer(draft.citations(), Optional.of(e.getMessage()));
        }
    }
}
