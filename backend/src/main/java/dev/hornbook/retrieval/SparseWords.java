package dev.hornbook.retrieval;

import dev.hornbook.textbook.Place;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

/**
 * Words as sparse vectors whose dot product, once the server has multiplied in the rarity of each term, is BM25:
 *
 * <pre>
 * score(q, p) = Σ over terms t of q: idf(t) · w(t, p),   w(t, p) = tf / (tf + k1 · (1 − b + b · length(p) / average))
 * </pre>
 *
 * (Robertson, Zaragoza 2009, "The Probabilistic Relevance Framework: BM25 and Beyond") with k1 = 0.9 and b = 0.4, as Anserini has
 * them; passages are of much the same length, and on the tuning halves these did better than 1.2 and 0.75 (docs/retrieval.md). A
 * term above the text counts once more, by {@link LuceneIndex#HEADING_BOOST}. The average is that of the passages the index was
 * made of, and so belongs to a collection: it can't be another for passages that came later.
 *
 * <p>A term's dimension is its MurmurHash3 (32 bits, seed 0, over UTF-8), the same on every machine. Two terms that share one
 * are taken for one: their weights add up, and a question about either finds the other's passages too, by words. Among the
 * 50,000 terms of a large library about one pair in three libraries does (n² / 2 / 2³²).
 */
final class SparseWords {
    static final double K1 = 0.9;
    static final double B = 0.4;

    private final BookAnalyzer analyzer = new BookAnalyzer();
    private final double average;

    /** @param average terms a passage, heading and text together; see {@link #average} */
    SparseWords(double average) {
        this.average = average;
    }

    /** The true average length of passages, in terms; 1 where there are none. */
    static double average(Stream<String> passages) {
        var analyzer = new BookAnalyzer();
        return passages.mapToInt(passage -> length(analyzer.counts(passage))).average().stream().filter(average -> average > 0).findFirst()
                .orElse(1);
    }

    /** A passage's weights by dimension. */
    Map<Integer, Float> passage(String heading, String text) {
        Map<Integer, Float> weights = new TreeMap<>(Integer::compareUnsigned);
        add(weights, analyzer.counts(Place.headed(heading, text)), average, 1);
        Map<String, Integer> above = analyzer.counts(heading);
        // A heading is as long as headings are: its length tells nothing.
        add(weights, above, length(above), LuceneIndex.HEADING_BOOST);
        return weights;
    }

    private static void add(Map<Integer, Float> weights, Map<String, Integer> counts, double average, float boost) {
        double norm = K1 * (1 - B + B * length(counts) / average);
        counts.forEach((term, tf) -> weights.merge(dimension(term), (float) (boost * tf / (tf + norm)), Float::sum));
    }

    /** A question's weights by dimension: 1 for a term of its own, less for one of what was asked before. */
    static Map<Integer, Float> question(QuestionTerms terms) {
        Map<Integer, Float> weights = new TreeMap<>(Integer::compareUnsigned);
        terms.context().forEach(term -> weights.put(dimension(term), LuceneIndex.CONTEXT_BOOST));
        terms.own().forEach(term -> weights.merge(dimension(term), 1f, Float::sum));
        return weights;
    }

    static int dimension(String term) {
        return StringHelper.murmurhash3_x86_32(new BytesRef(term), 0);
    }

    private static int length(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
