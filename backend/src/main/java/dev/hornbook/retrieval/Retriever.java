package dev.hornbook.retrieval;

import dev.hornbook.textbook.Shelf;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Finds passages and judges them. It uses the index and the books in memory; it never asks the database. */
public final class Retriever {
    /** How many passages an answer may be made of. */
    private static final int PASSAGES = 8;
    /** Among how many a quoted phrase is looked for. */
    private static final int AMONG = 50;
    /** How many of them the evidence is judged by: an answer stands in the first ones or nowhere. */
    private static final int JUDGED = 4;
    /** Who types into a search box does not wait longer for what was meant; alone it takes a tenth of that. */
    private static final Duration FOR_MEANING = Duration.ofMillis(100);
    private static final double CONTEXT_WEIGHT = 0.5;
    /** Characters: together with it the question itself fits what the model looks at. */
    private static final int MOST_CONTEXT = 1_000;
    private static final Pattern SENTENCES = Pattern.compile("(?<=[!?])\\s+|(?<=\\.)\\s+(?=\\p{Lu})");

    private final Supplier<Shelf> books;
    private final PassageSearch index;
    private final TermStatistics statistics;
    private final Embedder embedder;
    private final BookAnalyzer analyzer = new BookAnalyzer();
    private final BookAnalyzer questions = BookAnalyzer.ofQuestions();

    /** @param books the books as they are now, such as {@code library::shelf} */
    public Retriever(Supplier<Shelf> books, PassageSearch index, TermStatistics statistics, Embedder embedder) {
        this.books = books;
        this.index = index;
        this.statistics = statistics;
        this.embedder = embedder;
    }

    /** The passages that a question is about, and whether they answer it. */
    public Findings find(Question question) {
        // Of what was said before, what it asked: the rest would outweigh this question.
        Optional<String> context = FollowUp.context(question, questions).map(before -> String.join(" ", asked(before)))
                .map(before -> before.substring(0, Math.min(before.length(), MOST_CONTEXT)));
        String whole = context.map(before -> before + " " + question.text()).orElse(question.text());
        Optional<float[]> meaning = embedder.question(whole);
        List<Found> found = found(new IndexQuery(question.text(), context.orElse(""), meaning, question.textbook(), PASSAGES));
        Map<String, Double> weights = weights(question.text(), context.orElse(""));
        return new Findings(question, found, evidence(question.text(), context.orElse(""), found), meaning, weights);
    }

    /** Passages for a search box, best first; by words alone where a crowd keeps the meaning waiting. */
    public List<Found> search(String words, Optional<String> textbook, int limit) {
        return found(new IndexQuery(words, "", embedder.question(words, FOR_MEANING), textbook, limit));
    }

    /** The share of the question's terms, by weight, that a text holds; 0 to 1. */
    public double coverage(Findings findings, String text) {
        return coverage(findings.weights(), analyzer.terms(text));
    }

    private static double coverage(Map<String, Double> weights, Set<String> terms) {
        double all = sum(weights);
        if (all == 0) {
            return 0;
        }
        return weights.entrySet().stream().filter(entry -> terms.contains(entry.getKey())).mapToDouble(Map.Entry::getValue).sum() / all;
    }

    /** The cosine between the meanings of the question and a sentence; 0 where there is no model. */
    public double similarity(Findings findings, String sentence) {
        return findings.meaning().flatMap(question -> embedder.text(sentence).map(said -> Vectors.cosine(question, said))).orElse(0.0);
    }

    /** The share of a statement's terms that a text holds, each counted alike; 1 where it has none. */
    public double share(String statement, String text) {
        Set<String> said = questions.terms(statement);
        Set<String> held = analyzer.terms(text);
        return said.isEmpty() ? 1 : (double) said.stream().filter(held::contains).count() / said.size();
    }

    /** The cosine between the meanings of two sentences; 0 where there is no model. */
    public double similarity(String one, String other) {
        return embedder.text(one).flatMap(a -> embedder.text(other).map(b -> Vectors.cosine(a, b))).orElse(0.0);
    }

    private List<Found> found(IndexQuery query) {
        Shelf shelf = books.get();
        QuotedPhrases phrases = QuotedPhrases.of(query.text());
        IndexQuery asked = phrases.isEmpty() ? query : query.withLimit(Math.max(query.limit(), AMONG));
        // What the index holds and the shelf does not is gone from the book since; the index follows in a moment.
        List<Found> found = index.search(asked).stream()
                .flatMap(hit -> shelf.place(hit.passage()).map(place -> new Found(place, hit.score(), hit.similarity())).stream())
                .toList();
        return phrases.isEmpty()
                ? found
                : phrases.first(found, each -> each.place().headed()).stream()
                        .limit(query.limit()).toList();
    }

    private Map<String, Double> weights(String text, String context) {
        Map<String, Double> weights = new HashMap<>();
        questions.words(text).forEach(word -> weigh(weights, word, 1));
        Map<String, Double> before = new HashMap<>();
        questions.words(context).forEach(word -> weigh(before, word, CONTEXT_WEIGHT));
        before.keySet().removeAll(weights.keySet());
        // However much was asked before, it weighs no more than what is asked now.
        double most = sum(weights) == 0 ? 1 : Math.min(1, sum(weights) / sum(before));
        before.forEach((word, weight) -> weights.put(word, weight * most));
        return weights;
    }

    private static double sum(Map<String, Double> weights) {
        return weights.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** A word weighs as much as it is rare. One of several parts weighs no more: half for itself, half for what it is made of. */
    private void weigh(Map<String, Double> weights, List<String> word, double share) {
        double rarity = share * statistics.rarity(word.getFirst());
        int parts = word.size() - 1;
        weights.merge(word.getFirst(), parts == 0 ? rarity : rarity / 2, Math::max);
        word.stream().skip(1).forEach(part -> weights.merge(part, rarity / 2 / parts, Math::max));
    }

    /** For what a text asks best: a greeting, or what a reader tells beside it, need not be in the book. */
    private Evidence evidence(String text, String context, List<Found> found) {
        if (found.isEmpty()) {
            return Evidence.NONE;
        }
        List<Set<String>> judged = found.stream().limit(JUDGED).map(hit -> analyzer.terms(hit.place().headed())).toList();
        OptionalDouble similarity = found.stream().flatMapToDouble(hit -> hit.similarity().stream()).max();
        return asked(text).stream().map(asked -> {
            Map<String, Double> weights = weights(asked, context);
            double coverage = judged.stream().mapToDouble(terms -> coverage(weights, terms)).max().orElse(0);
            int words = (int) questions.words(asked).stream().map(List::getFirst).distinct().count();
            return new Evidence(coverage, words, Names.missing(Names.in(asked), questions, judged), similarity);
        }).max(Comparator.comparingDouble(Evidence::strength)).orElseThrow();
    }

    /** Its sentences that ask and are to be understood by themselves; where there is none, all of it. */
    private List<String> asked(String text) {
        List<String> questionsInIt = SENTENCES.splitAsStream(text.strip())
                .filter(sentence -> sentence.endsWith("?") && !FollowUp.leans(sentence, questions)).toList();
        return questionsInIt.isEmpty() ? List.of(text) : questionsInIt;
    }
}
