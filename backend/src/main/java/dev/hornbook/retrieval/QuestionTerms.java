package dev.hornbook.retrieval;

import java.util.Set;

/**
 * What a question asks by words, the same for both engines.
 *
 * @param own the question's terms; of a question without any of its own, all its words
 * @param context those of what was asked before, which weigh less
 */
record QuestionTerms(Set<String> own, Set<String> context) {
    private static final BookAnalyzer WORDS = new BookAnalyzer();
    private static final BookAnalyzer QUESTIONS = BookAnalyzer.ofQuestions();

    static QuestionTerms of(IndexQuery query) {
        Set<String> own = QUESTIONS.terms(query.text());
        return new QuestionTerms(own.isEmpty() ? WORDS.terms(query.text()) : own, QUESTIONS.terms(query.context()));
    }
}
