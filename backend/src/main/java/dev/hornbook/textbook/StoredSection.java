package dev.hornbook.textbook;

import java.util.List;
import java.util.UUID;

/** What the diff needs to know of a section that is in the database. */
record StoredSection(UUID id, String chapter, String anchor, int position, String hash, List<StoredPassage> passages) {
    /** @param ordinal its place in the section, from 0 */
    record StoredPassage(UUID id, int ordinal, String hash) {}
}
