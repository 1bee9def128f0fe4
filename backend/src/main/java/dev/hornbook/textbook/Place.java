package dev.hornbook.textbook;

/** A passage and where it stands. */
public record Place(Book book, Chapter chapter, Section section, Passage passage) {
    /** {@code <chapter slug>#<section anchor>}: leads a reader to the section. */
    public String anchor() {
        return chapter.slug() + "#" + section.anchor();
    }

    /** The passage with its headings in front of it, as both engines and the embedding model read it. */
    public String headed() {
        return headed(section.heading(), passage.text());
    }

    /** The same of a passage that is known by these two. */
    public static String headed(String heading, String text) {
        return heading + "\n" + text;
    }
}
