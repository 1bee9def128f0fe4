package dev.hornbook.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hornbook.textbook.ClasspathSource;
import dev.hornbook.textbook.Place;
import dev.hornbook.textbook.Shelves;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code -Dhornbook.write=true} makes the sample textbook's vectors anew. */
class ShippedVectorsTest {
    private static final Path FILE = Path.of(System.getProperty("hornbook.root"), "backend", "src", "main", "resources")
            .resolve(ShippedVectors.RESOURCE.substring(1));

    private static List<String> texts;

    @BeforeAll
    static void cut() {
        texts = Shelves.of(WordPiece.ofModel(), ClasspathSource.sample()).places().stream()
                .map(Place::headed).toList();
    }

    @Test
    void everyPassageOfTheSampleComesWithItsVector() throws IOException {
        if (Boolean.getBoolean("hornbook.write")) {
            try (TextEncoder encoder = TextEncoder.load(WordPiece.ofModel()); OutputStream file = Files.newOutputStream(FILE)) {
                Map<String, float[]> vectors = new LinkedHashMap<>();
                texts.forEach(text -> vectors.put(VectorFile.key(text), encoder.encode(text)));
                VectorFile.write(vectors, file);
            }
            return;
        }
        assertThat(texts)
                .as("the sample was changed; make its vectors with: mvn -pl backend -am test -Dtest=ShippedVectorsTest -Dhornbook.write=true")
                .allSatisfy(text -> assertThat(ShippedVectors.of(text)).isPresent());
        assertThat(Files.size(FILE)).as("nothing else comes with it")
                .isEqualTo(texts.size() * (long) VectorFile.RECORD);
    }

    @Test
    void theyAreWhatTheModelMakes() {
        try (TextEncoder encoder = TextEncoder.load(WordPiece.ofModel())) {
            for (int i = 0; i < texts.size(); i += texts.size() / 4) {
                String text = texts.get(i);
                assertThat(ShippedVectors.of(text)).get()
                        .satisfies(vector -> assertThat(Vectors.cosine(vector, encoder.encode(text))).isCloseTo(1, within(0.001)));
            }
        }
    }

    @Test
    void noOtherTextHasOne() {
        assertThat(ShippedVectors.of("What does a gyroscope measure?")).isEmpty();
    }
}
