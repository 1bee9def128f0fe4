package dev.hornbook.retrieval;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.core.FlattenGraphFilter;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Text to terms, the same for passages and questions: words, folded and stemmed, and code's names both whole and in their
 * parts ({@code maxPoolSize} is found by "pool size", {@code torch.nn} by "nn").
 */
public final class BookAnalyzer extends Analyzer {
    private static final int PARTS = WordDelimiterGraphFilter.GENERATE_WORD_PARTS | WordDelimiterGraphFilter.GENERATE_NUMBER_PARTS
            | WordDelimiterGraphFilter.SPLIT_ON_CASE_CHANGE | WordDelimiterGraphFilter.PRESERVE_ORIGINAL;

    private final CharArraySet stopWords;

    public BookAnalyzer() {
        this(EnglishAnalyzer.ENGLISH_STOP_WORDS_SET);
    }

    private BookAnalyzer(CharArraySet stopWords) {
        this.stopWords = stopWords;
    }

    /** Also without the words that questions are made of, so that what is left is what a question is about. */
    public static BookAnalyzer ofQuestions() {
        var words = new CharArraySet(EnglishAnalyzer.ENGLISH_STOP_WORDS_SET, true);
        for (String word : QuestionWords.ALL) {
            words.add(word);
        }
        return new BookAnalyzer(words);
    }

    @Override
    protected TokenStreamComponents createComponents(String field) {
        var tokenizer = new StandardTokenizer();
        TokenStream stream = new EnglishPossessiveFilter(tokenizer);
        stream = new FlattenGraphFilter(new WordDelimiterGraphFilter(stream, PARTS, null));
        stream = new ASCIIFoldingFilter(new LowerCaseFilter(stream));
        stream = new PorterStemFilter(new StopFilter(stream, stopWords));
        return new TokenStreamComponents(tokenizer, stream);
    }

    /** The distinct terms of a text, in their order. */
    public Set<String> terms(String text) {
        return counts(text).keySet();
    }

    /**
     * The words of a text, each as its terms: itself first and then its parts, where it has any ({@code maxPoolSize}: maxpools, max,
     * pool, size). A word that is left out takes its parts with it: of "can't" no "t" is left.
     */
    List<List<String>> words(String text) {
        var words = new ArrayList<List<String>>();
        try (var tokens = new StandardTokenizer()) {
            tokens.setReader(new StringReader(text));
            CharTermAttribute token = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                String word = token.toString();
                if (!stopWords.contains(word)) {
                    words.add(List.copyOf(terms(word)));
                }
            }
            tokens.end();
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot fail to be read", e);
        }
        return words.stream().filter(terms -> !terms.isEmpty()).toList();
    }

    /** The distinct terms of a text, in their order, and how often each occurs. */
    Map<String, Integer> counts(String text) {
        var terms = new LinkedHashMap<String, Integer>();
        try (TokenStream stream = tokenStream("text", text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                terms.merge(term.toString(), 1, Integer::sum);
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot fail to be read", e);
        }
        return terms;
    }
}
