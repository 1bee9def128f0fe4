package dev.hornbook.conversation;

import java.util.UUID;

/**
 * What an answer leans on, as it was when it was written: the book may have changed since.
 *
 * @param number the mark in the answer's text, {@code [1]} being 1
 * @param textbook the book's slug
 * @param anchor {@code "<chapter-slug>#<section-anchor>"}
 * @param title the headings above the passage
 * @param quote the passage's words
 */
public record Citation(int number, UUID passage, UUID section, String textbook, String anchor, String title, String quote) {}
