package dev.hornbook.answer;

import dev.hornbook.retrieval.Findings;
import dev.hornbook.retrieval.Found;
import dev.hornbook.retrieval.Retriever;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Picks the sentences that answer a question.
 *
 * <pre>score(s) = words(s) + similarity(s) + 0.25 / rank of its passage + 0.3 if it says what the thing asked for is</pre>
 *
 * where words(s) is the share of the question's words, weighed by rarity, that the sentence holds, and similarity(s) the cosine
 * of its meaning with the question's, measured for the most promising ones. Taken are the best one, its neighbours where it
 * cannot be understood without them, and others that are nearly as good, as long as they fit.
 */
final class SentencePicker {
    private static final int MOST_WORDS = 105;
    private static final int MOST_SENTENCES = 5;
    private static final int PASSAGES = 4;
    private static final int COMPARED = 10;
    /** How far below the best score another sentence may be. */
    private static final double NEAR = 0.84;
    private static final double DEFINITION = 0.3;
    private static final Pattern LEANING = Pattern.compile(
            "(?:It|Its|This|That|These|Those|They|Their|He|She|Such|Both|Either|Neither|Then|So|But|Yet|And|Or|Otherwise|However|Therefore|Thus|Hence"
                    + "|Instead|Here|There|Each|The same|The latter|The former|In this|In that|At this|At that|For this|Because of this)\\b.*"
                    + "|.*\\bfor (?:this|that) reason\\b.*");

    private static final Pattern LEADING_ON = Pattern.compile(
            "[^:]*\\b(?:(?:two|three|four|five|six|several) (?:\\w+ )?(?:ways|steps|things|kinds|reasons|parts|ideas|stages|methods|forms|cases|rules)"
                    + "|as follows|the following|in this order)\\b[^:]*");
    private static final Pattern ASKS_WHAT = Pattern.compile("what (?:is|are)(?: meant by)?(?: an?| the)? ([^,?]{2,60}?)\\s*\\??");

    private final Retriever retriever;

    SentencePicker(Retriever retriever) {
        this.retriever = retriever;
    }

    private record Scored(Quotable sentence, double score) {}

    /** In the book's order; empty when no passage holds a sentence. */
    List<Quotable> pick(Findings findings) {
        List<Scored> ranked = ranked(findings);
        if (ranked.isEmpty()) {
            return List.of();
        }
        double least = ranked.getFirst().score() * NEAR;
        Set<Quotable> picked = new HashSet<>();
        int used = 0;
        for (Scored scored : ranked) {
            if (scored.score() < least || picked.size() >= MOST_SENTENCES) {
                break;
            }
            List<Quotable> more = withSupport(scored.sentence(), ranked).stream().filter(sentence -> !picked.contains(sentence)).toList();
            int words = more.stream().mapToInt(Quotable::length).sum();
            if (picked.isEmpty() || used + words <= MOST_WORDS) {
                picked.addAll(more);
                used += words;
            }
        }
        return picked.stream().sorted(inTheBooksOrder()).toList();
    }

    private List<Scored> ranked(Findings findings) {
        var candidates = new ArrayList<Scored>();
        for (int rank = 0; rank < Math.min(PASSAGES, findings.passages().size()); rank++) {
            Found found = findings.passages().get(rank);
            for (Quotable sentence : Quotables.of(found.place())) {
                double score = retriever.coverage(findings, sentence.words()) + 0.25 / (rank + 1);
                candidates.add(new Scored(sentence, score + (defines(findings.question().text(), sentence.words()) ? DEFINITION : 0)));
            }
        }
        candidates.sort(Comparator.comparingDouble(Scored::score).reversed());
        var compared = new ArrayList<Scored>();
        for (int i = 0; i < candidates.size(); i++) {
            Scored scored = candidates.get(i);
            double similarity = i < COMPARED ? retriever.similarity(findings, scored.sentence().words()) : 0;
            compared.add(new Scored(scored.sentence(), scored.score() + similarity));
        }
        compared.sort(Comparator.comparingDouble(Scored::score).reversed());
        return compared;
    }

    /** Whether a question asks what something is and the sentence begins by saying so: "The X, or Y, is …". */
    static boolean defines(String question, String sentence) {
        Matcher asked = ASKS_WHAT.matcher(question.strip().toLowerCase(Locale.ROOT));
        if (!asked.matches()) {
            return false;
        }
        String rest = sentence.toLowerCase(Locale.ROOT).replaceFirst("^(?:an?|the) ", "");
        return rest.startsWith(asked.group(1)) && rest.substring(asked.group(1).length())
                .matches("(?s)s?(?:,[^,]{1,60},| \\([^)]{1,60}\\))? (?:is|are|means|denotes)\\b.*");
    }

    /**
     * What a sentence cannot do without in its paragraph: before one that begins with "It" or "But" the one before it, after
     * one that promises "three ways" those that follow.
     */
    private static List<Quotable> withSupport(Quotable sentence, List<Scored> all) {
        var needed = new ArrayList<Quotable>(List.of(sentence));
        if (LEADING_ON.matcher(sentence.words()).matches()) {
            int words = sentence.length();
            for (Quotable next = neighbour(sentence, 1, all); next != null
                    && words + next.length() <= MOST_WORDS; next = neighbour(next, 1, all)) {
                needed.add(next);
                words += next.length();
            }
        }
        Quotable first = sentence;
        for (int i = 0; i < 2 && LEANING.matcher(first.words()).matches(); i++) {
            Quotable before = neighbour(first, -1, all);
            if (before == null) {
                break;
            }
            needed.addFirst(before);
            first = before;
        }
        return needed;
    }

    private static Quotable neighbour(Quotable sentence, int step, List<Scored> all) {
        return all.stream().map(Scored::sentence)
                .filter(other -> other.place().equals(sentence.place()) && other.paragraph() == sentence.paragraph()
                        && other.order() == sentence.order() + step)
                .findFirst().orElse(null);
    }

    private static Comparator<Quotable> inTheBooksOrder() {
        return Comparator.<Quotable, String>comparing(quotable -> quotable.place().book().title().toLowerCase(Locale.ROOT))
                .thenComparing(quotable -> quotable.place().book().slug())
                .thenComparingInt(quotable -> quotable.place().book().chapters().indexOf(quotable.place().chapter()))
                .thenComparingInt(quotable -> quotable.place().chapter().sections().indexOf(quotable.place().section()))
                .thenComparingInt(quotable -> quotable.place().section().passages().indexOf(quotable.place().passage()))
                .thenComparingInt(Quotable::order);
    }
}
