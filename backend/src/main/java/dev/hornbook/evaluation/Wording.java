package dev.hornbook.evaluation;

import dev.hornbook.retrieval.BookAnalyzer;
import dev.hornbook.textbook.Book;
import dev.hornbook.textbook.Chapter;
import dev.hornbook.textbook.Section;
import dev.hornbook.textbook.Sentences;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which questions are worded otherwise than the book: they share no content word, stemmed, with the title or the first sentence
 * of any section that answers them. Finding those takes more than looking words up.
 */
public final class Wording {
    private final BookAnalyzer analyzer = new BookAnalyzer();
    private final BookAnalyzer content = BookAnalyzer.ofQuestions();
    private final Map<String, Set<String>> openings = new HashMap<>();

    public Wording(Book book) {
        for (Chapter chapter : book.chapters()) {
            for (Section section : chapter.sections()) {
                Set<String> terms = new HashSet<>(analyzer.terms(section.title()));
                section.passages().stream().findFirst().ifPresent(passage -> terms
                        .addAll(analyzer.terms(Sentences.split(passage.text().replaceAll("\\s+", " ")).getFirst())));
                openings.put(chapter.slug() + "#" + section.anchor(), terms);
                openings.computeIfAbsent(chapter.slug(), any -> new HashSet<>()).addAll(terms);
            }
        }
    }

    /** Whether the book has what a label names: a section, or a chapter. */
    public boolean knows(String label) {
        return openings.containsKey(label);
    }

    /** @throws IllegalArgumentException when a label names what the book does not have */
    public void require(QuestionSet set) {
        var unknown = new TreeSet<String>();
        set.questions().forEach(question -> question.sections().stream().filter(label -> !knows(label)).forEach(unknown::add));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("The book has no " + String.join(", ", unknown) + ", which the questions of "
                    + set.name() + " point at. Is it the book that they were written for?");
        }
    }

    /** Whether an answerable question shares no content word with the opening of any section that answers it. */
    public boolean isApart(LabelledQuestion question) {
        Set<String> words = content.terms(question.question());
        return question.isAnswerable() && question.sections().stream()
                .allMatch(label -> Collections.disjoint(words, openings.getOrDefault(label, Set.of())));
    }
}
