package dev.hornbook.bench;

import dev.hornbook.retrieval.Embedder;
import dev.hornbook.retrieval.IndexedPassage;
import dev.hornbook.retrieval.WordPiece;
import dev.hornbook.textbook.Book;
import dev.hornbook.textbook.BookSource;
import dev.hornbook.textbook.ClasspathSource;
import dev.hornbook.textbook.Fault;
import dev.hornbook.textbook.Place;
import dev.hornbook.textbook.Progress;
import dev.hornbook.textbook.Sentences;
import dev.hornbook.textbook.Shelf;
import dev.hornbook.textbook.SourceFile;
import dev.hornbook.textbook.UnstoredBook;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/**
 * A book of as many passages as are asked for: the sample textbook, and further chapters of its sentences in other orders. The
 * sample's passages have the vectors that the model makes; each other has that of one of the sample's with noise as long as
 * itself, because to embed ten thousand takes ten minutes, and a graph of vectors is searched as slowly whatever they mean.
 */
final class LargeBook {
    /** Sections of some 280 tokens, a passage each. */
    private static final int SENTENCES = 11;
    private static final int SECTIONS_OF_A_CHAPTER = 20;
    private static final String ADDED = "zz-added-";

    private final Shelf shelf;
    private final Random random = new Random(1);

    /** @param passages at least; those of the last chapter come whole */
    LargeBook(int passages) {
        Book sample = UnstoredBook.read(ClasspathSource.sample(), WordPiece.ofModel(), Progress.SILENT);
        var sentences = new ArrayList<String>();
        new Shelf(List.of(sample)).places().forEach(place -> place.passage().text().lines().flatMap(line -> Sentences.split(line).stream())
                .map(String::strip).filter(sentence -> sentence.length() > 20).forEach(sentences::add));
        int chapters = Math.max(0, passages - sample.chapters().stream().flatMap(chapter -> chapter.sections().stream())
                .mapToInt(section -> section.passages().size()).sum() + SECTIONS_OF_A_CHAPTER - 1) / SECTIONS_OF_A_CHAPTER;
        this.shelf = new Shelf(
                List.of(UnstoredBook.read(new Enlarged(ClasspathSource.sample(), chapters, sentences, random), WordPiece.ofModel(),
                        Progress.SILENT)));
    }

    Shelf shelf() {
        return shelf;
    }

    /** @param embedder ready */
    List<IndexedPassage> passages(Embedder embedder) {
        List<Place> own = shelf.places().stream().filter(place -> !place.chapter().slug().startsWith(ADDED)).toList();
        List<float[]> vectors = own.stream().map(place -> embedder.passage(place.section().heading(), place.passage().text())).toList();
        var passages = new ArrayList<IndexedPassage>();
        for (Place place : shelf.places()) {
            int at = own.indexOf(place);
            passages.add(
                    IndexedPassage.of(place, Optional.of(at >= 0 ? vectors.get(at) : beside(vectors.get(random.nextInt(vectors.size()))))));
        }
        return passages;
    }

    private float[] beside(float[] vector) {
        var other = new float[vector.length];
        double square = 0;
        for (int i = 0; i < other.length; i++) {
            other[i] = vector[i] + (float) (random.nextGaussian() / Math.sqrt(vector.length));
            square += other[i] * other[i];
        }
        for (int i = 0; i < other.length; i++) {
            other[i] /= (float) Math.sqrt(square);
        }
        return other;
    }

    /** A book with chapters added to it. */
    private record Enlarged(BookSource book, int chapters, List<String> sentences, Random random) implements BookSource {
        @Override
        public String name() {
            return book.name();
        }

        @Override
        public List<SourceFile> files(Consumer<Fault> faults) {
            var files = new ArrayList<>(book.files(faults));
            for (int i = 0; i < chapters; i++) {
                byte[] text = chapter(i).getBytes(StandardCharsets.UTF_8);
                files.add(new SourceFile(ADDED + i + ".md", () -> new ByteArrayInputStream(text)));
            }
            return files;
        }

        private String chapter(int number) {
            var text = new StringBuilder("# Added " + number + "\n");
            for (int section = 0; section < SECTIONS_OF_A_CHAPTER; section++) {
                text.append("\n## Section ").append(number).append('.').append(section).append("\n\n");
                random.ints(SENTENCES, 0, sentences.size())
                        .forEach(i -> text.append(sentences.get(i).replaceAll("[#|`<>\\[\\]*_]", " ")).append(' '));
                text.append('\n');
            }
            return text.toString();
        }
    }
}
