package dev.hornbook.answer;

import dev.hornbook.textbook.Place;

/**
 * A sentence that may be quoted.
 *
 * @param order its place in the passage, from 0; neighbours of the same paragraph follow each other
 * @param paragraph the paragraph (or list item, or table row) it stands in, from 0
 * @param words as it reads in the book, without marks
 * @param markdown the same, fit to stand in an answer: no link, image or tag, nothing that reads as a citation mark
 */
record Quotable(Place place, int order, int paragraph, String words, String markdown) {
    int length() {
        return words.split("\\s+").length;
    }
}
