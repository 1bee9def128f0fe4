package dev.hornbook.textbook;

import dev.hornbook.database.Database;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The books, held in memory whole, so that reading a chapter takes no connection, wakes no sleeping compute, and goes on while
 * the database is away. Only {@link #refresh} asks the database; it is for those who have just used it anyway.
 */
public final class Library {
    private final Database database;
    private final List<Consumer<Shelf>> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock refreshing = new ReentrantLock();
    private volatile Shelf shelf = Shelf.EMPTY;

    /** Empty until the first {@link #refresh}. */
    public Library(Database database) {
        this.database = database;
    }

    /** All books as of the last refresh. What belongs together is to be taken from one shelf. */
    public Shelf shelf() {
        return shelf;
    }

    public List<Book> books() {
        return shelf.books();
    }

    public Optional<Book> book(String slug) {
        return shelf.book(slug);
    }

    /** @param chapter may hold slashes */
    public Optional<Chapter> chapter(String slug, String chapter) {
        return shelf.book(slug).flatMap(book -> book.chapter(chapter));
    }

    /** Is told of each new shelf, on the thread that refreshed; it must return soon. */
    public void onChange(Consumer<Shelf> listener) {
        listeners.add(listener);
    }

    /**
     * Compares each book's id and revision with those held and loads what differs: one small query when nothing changed.
     *
     * @return whether something changed
     * @throws dev.hornbook.database.DatabaseException when the database cannot be asked; what is held stays
     */
    public boolean refresh() {
        refreshing.lock();
        try {
            Shelf held = shelf;
            Map<String, Edition> editions = editions();
            var books = new ArrayList<Book>();
            boolean changed = held.books().size() != editions.size();
            for (Map.Entry<String, Edition> entry : editions.entrySet()) {
                Optional<Book> same = held.book(entry.getKey()).filter(book -> Edition.of(book).equals(entry.getValue()));
                changed |= same.isEmpty();
                same.or(() -> load(entry.getKey())).ifPresent(books::add);
            }
            if (changed) {
                Shelf next = new Shelf(books);
                shelf = next;
                listeners.forEach(listener -> listener.accept(next));
            }
            return changed;
        } finally {
            refreshing.unlock();
        }
    }

    /** What a book's text is told by; the id too, since one that was taken away and read in again begins at its first revision. */
    private record Edition(UUID book, long revision) {
        static Edition of(Book book) {
            return new Edition(book.id(), book.revision());
        }
    }

    private Map<String, Edition> editions() {
        var editions = new LinkedHashMap<String, Edition>();
        database.library().query("select id, slug, revision from textbook order by slug",
                row -> Map.entry(row.text("slug"), new Edition(row.uuid("id"), row.bigint("revision"))))
                .forEach(book -> editions.put(book.getKey(), book.getValue()));
        return editions;
    }

    private record Line(UUID id, String slug, String title, long revision, List<String> questions, Optional<UUID> section, String chapter,
            String anchor, int level, List<String> path, Optional<String> markdown, Optional<UUID> passage, String passageMarkdown,
            String words) {}

    /** The whole book in one statement, so that it is one moment's; a section's text comes with its first passage alone. */
    private Optional<Book> load(String slug) {
        List<Line> lines = database.library().query(
                """
                select t.id, t.slug, t.title, t.revision, t.questions, s.id as section, coalesce(s.chapter, '') as chapter,
                       coalesce(s.anchor, '') as anchor, coalesce(s.level, 1)::int as level, coalesce(s.path, '{}') as path,
                       case when p.ordinal is null or p.ordinal = 0 then s.markdown end as markdown,
                       p.id as passage, coalesce(p.markdown, '') as passage_markdown, coalesce(p.words, '') as words
                from textbook t
                left join section s on s.textbook_id = t.id
                left join passage p on p.section_id = s.id
                where t.slug = ?
                order by s.position, p.ordinal
                """, row -> new Line(row.uuid("id"), row.text("slug"), row.text("title"), row.bigint("revision"), row.texts("questions"),
                        row.optionalUuid("section"), row.text("chapter"), row.text("anchor"), row.integer("level"), row.texts("path"),
                        row.optionalText("markdown"), row.optionalUuid("passage"), row.text("passage_markdown"), row.text("words")),
                slug);
        return lines.isEmpty() ? Optional.empty() : Optional.of(book(lines));
    }

    private static Book book(List<Line> lines) {
        Map<String, Map<UUID, Section>> chapters = new LinkedHashMap<>();
        for (Line line : lines) {
            line.section().ifPresent(id -> chapters.computeIfAbsent(line.chapter(), chapter -> new LinkedHashMap<>())
                    .merge(id, section(id, line), Library::joined));
        }
        Line first = lines.getFirst();
        return new Book(first.id(), first.slug(), first.title(), first.revision(), first.questions(), chapters.entrySet().stream()
                .map(chapter -> new Chapter(chapter.getKey(), chapter.getValue().values().iterator().next().path().getFirst(),
                        List.copyOf(chapter.getValue().values())))
                .toList());
    }

    private static Section section(UUID id, Line line) {
        List<Passage> passages = line.passage().map(passage -> new Passage(passage, line.passageMarkdown(), line.words())).stream()
                .toList();
        return new Section(id, line.anchor(), line.level(), line.path(), line.markdown().orElse(""), passages);
    }

    private static Section joined(Section section, Section more) {
        var passages = new ArrayList<>(section.passages());
        passages.addAll(more.passages());
        return new Section(section.id(), section.anchor(), section.level(), section.path(), section.markdown(), passages);
    }
}
