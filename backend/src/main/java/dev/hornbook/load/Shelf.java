package dev.hornbook.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * What there is to read, and to ask about.
 *
 * @param chapters their paths
 * @param headings of their sections
 */
record Shelf(List<String> chapters, List<String> headings, List<String> words) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SHORTEST_WORD = 5;

    /** Of what {@code GET /api/v1/textbooks} says. */
    static Shelf of(String json) {
        List<String> chapters = new ArrayList<>();
        List<String> headings = new ArrayList<>();
        var words = new TreeSet<String>();
        for (JsonNode book : read(json).path("textbooks")) {
            for (JsonNode chapter : book.path("chapters")) {
                chapters.add("/api/v1/textbooks/" + book.path("slug").asText() + "/chapters/" + chapter.path("slug").asText());
                for (JsonNode section : chapter.path("sections")) {
                    headings.add(section.path("title").asText());
                    for (String word : section.path("title").asText().split("[^\\p{L}]+")) {
                        if (word.length() >= SHORTEST_WORD) {
                            words.add(word);
                        }
                    }
                }
            }
        }
        return new Shelf(List.copyOf(chapters), List.copyOf(headings), List.copyOf(words));
    }

    static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException _) {
            return JSON.missingNode();
        }
    }

    boolean isEmpty() {
        return chapters.isEmpty() || headings.isEmpty() || words.isEmpty();
    }

    String chapter(RandomGenerator random) {
        return one(chapters, random);
    }

    String word(RandomGenerator random) {
        return one(words, random);
    }

    String question(RandomGenerator random) {
        return "What does the book say about " + one(headings, random) + ", and what has it to do with " + one(words, random) + "?";
    }

    private static String one(List<String> of, RandomGenerator random) {
        return of.get(random.nextInt(of.size()));
    }
}
