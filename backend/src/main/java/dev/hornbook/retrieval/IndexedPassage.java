package dev.hornbook.retrieval;

import dev.hornbook.textbook.Place;
import java.util.Optional;
import java.util.UUID;

/**
 * A passage as an index holds it.
 *
 * @param textbook the book's slug
 * @param heading the titles above it, searched with it
 * @param text its words
 * @param vector its meaning, of length 1; empty until it has been embedded
 */
public record IndexedPassage(UUID id, String textbook, String heading, String text, Optional<float[]> vector) {

    /** A passage of a book. */
    public static IndexedPassage of(Place place, Optional<float[]> vector) {
        return new IndexedPassage(place.passage().id(), place.book().slug(), place.section().heading(), place.passage().text(), vector);
    }
}
