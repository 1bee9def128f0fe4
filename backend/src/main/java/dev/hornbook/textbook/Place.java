package dev.hornbook.textbook;

/** A passage and where it stands. */
public record Place(Book book, Chapter chapter, Section section, Passage passage) {
    /** {@code <chapter slug>#<section anchor>}: leads a reader to the section. */
    public String anchor() {
        return chapter.slug() + "#" + section.anchor();
    }
}
