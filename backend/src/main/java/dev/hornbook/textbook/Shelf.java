package dev.hornbook.textbook;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** All books at one moment; immutable. */
public final class Shelf {
    static final Shelf EMPTY = new Shelf(List.of());

    private final Map<String, Book> books = new LinkedHashMap<>();
    /** In reading order. */
    private final Map<UUID, Place> places = new LinkedHashMap<>();

    /** Holds these books. */
    public Shelf(Collection<Book> books) {
        books.stream().sorted(Comparator.comparing(Book::title).thenComparing(Book::slug)).forEach(book -> {
            this.books.put(book.slug(), book);
            book.chapters().forEach(chapter -> chapter.sections().forEach(section -> section.passages()
                    .forEach(passage -> places.put(passage.id(), new Place(book, chapter, section, passage)))));
        });
    }

    /** By title. */
    public List<Book> books() {
        return List.copyOf(books.values());
    }

    public Optional<Book> book(String slug) {
        return Optional.ofNullable(books.get(slug));
    }

    public Optional<Place> place(UUID passage) {
        return Optional.ofNullable(places.get(passage));
    }

    /** Every passage of every book, in reading order. */
    public Collection<Place> places() {
        return java.util.Collections.unmodifiableCollection(places.values());
    }
}
