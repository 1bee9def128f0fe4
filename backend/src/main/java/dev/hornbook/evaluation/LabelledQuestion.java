package dev.hornbook.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A question, and where its book answers it.
 *
 * @param id unique in its set
 * @param sections each answers the question: {@code chapter#anchor}, or {@code chapter} for any section of it; empty when the
 *     book does not answer
 * @param half which half of the set it belongs to
 * @param foreign whether it is about something else than the book altogether; only ever so without sections
 */
public record LabelledQuestion(String id, String question, List<String> sections, Half half, boolean foreign) {
    /** What is looked at while the retriever is tuned, and what is kept from it to the last. */
    public enum Half {
        TUNING,
        HELD;

        /** As the sets and the command line spell it: in lower case. */
        public static Half of(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT));
        }
    }

    public LabelledQuestion {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(question, "question");
        Objects.requireNonNull(half, "half");
        sections = List.copyOf(sections);
        if (foreign && !sections.isEmpty()) {
            throw new IllegalArgumentException("The question " + id + " is foreign to the book and yet has a section in it.");
        }
    }

    public boolean isAnswerable() {
        return !sections.isEmpty();
    }

    /**
     * The label that a section satisfies.
     *
     * @param section {@code chapter#anchor}
     * @return the chapter where that is what is labelled; otherwise the section itself, labelled or not
     */
    String unit(String section) {
        String chapter = section.substring(0, section.indexOf('#'));
        return sections.contains(chapter) ? chapter : section;
    }
}
