package dev.hornbook.textbook;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.hornbook.database.RowMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** A book's rows, inside the transaction that changes them. */
final class BookRows {
    /** Bounds what a batch holds in memory on both sides. */
    private static final int BATCH = 500;

    private final Handle handle;

    BookRows(Handle handle) {
        this.handle = handle;
    }

    private record StoredBook(UUID id, String title, List<String> questions, long revision) {}

    IngestReport store(String slug, Manuscript manuscript, Progress progress) {
        StoredBook book = lock(slug, manuscript);
        var diff = new BookDiff(sections(book.id()), manuscript, UuidCreator::getTimeOrderedEpoch);
        boolean renamed = !book.title().equals(manuscript.title()) || !book.questions().equals(manuscript.questions());
        long revision = book.revision();
        progress.report(Progress.Step.WRITING, 0, manuscript.pages().size());
        if (!diff.isEmpty() || renamed) {
            write(book.id(), diff);
            revision = next(book.id(), manuscript);
        }
        progress.report(Progress.Step.WRITING, manuscript.pages().size(), manuscript.pages().size());
        return new IngestReport(slug, manuscript.title(), revision, diff.chapterTally, diff.sectionTally, diff.passageTally,
                manuscript.faults());
    }

    /**
     * Makes the row when there is none, and holds it: two readings of the same book go one after the other, and so do a reading
     * and a taking away. In one statement, since between two of them the row could go.
     */
    private StoredBook lock(String slug, Manuscript manuscript) {
        RowMapper<StoredBook> mapper = row -> new StoredBook(row.uuid("id"), row.text("title"), row.texts("questions"),
                row.bigint("revision"));
        return handle.createQuery("""
                                  insert into textbook (id, slug, title) values (:id, :slug, :title)
                                  on conflict (slug) do update set slug = excluded.slug
                                  returning id, title, questions, revision
                                  """).bind("id", UuidCreator.getTimeOrderedEpoch()).bind("slug", slug).bind("title", manuscript.title())
                .map(mapper).one();
    }

    private List<StoredSection> sections(UUID book) {
        Map<UUID, List<StoredSection.StoredPassage>> passages = new LinkedHashMap<>();
        handle.createQuery("""
                           select p.id, p.section_id, p.ordinal, p.hash
                           from passage p join section s on s.id = p.section_id
                           where s.textbook_id = :book
                           order by p.section_id, p.ordinal
                           """).bind("book", book).map((RowMapper<Boolean>) row -> passages
                .computeIfAbsent(row.uuid("section_id"), id -> new ArrayList<>())
                .add(new StoredSection.StoredPassage(row.uuid("id"), row.integer("ordinal"), row.text("hash")))).list();
        return handle.createQuery("""
                                  select id, chapter, anchor, position, hash from section where textbook_id = :book order by position
                                  """).bind("book", book)
                .map((RowMapper<StoredSection>) row -> new StoredSection(row.uuid("id"), row.text("chapter"),
                        row.text("anchor"), row.integer("position"), row.text("hash"), passages.getOrDefault(row.uuid("id"), List.of())))
                .list();
    }

    private void write(UUID book, BookDiff diff) {
        batch("delete from passage where id = :id", diff.passagesGone, (batch, id) -> batch.bind("id", id));
        batch("delete from section where id = :id", diff.sectionsGone, (batch, id) -> batch.bind("id", id));
        batch("update section set position = :position where id = :id", diff.sectionMoves,
                (batch, move) -> batch.bind("id", move.id()).bind("position", move.position()));
        batch("update passage set ordinal = :ordinal where id = :id", diff.passageMoves,
                (batch, move) -> batch.bind("id", move.id()).bind("ordinal", move.position()));
        batch("""
              insert into section (id, textbook_id, chapter, anchor, level, path, position, markdown, hash)
              values (:id, :book, :chapter, :anchor, :level, :path, :position, :markdown, :hash)
              on conflict (id) do update set
                level = excluded.level, path = excluded.path, position = excluded.position, markdown = excluded.markdown,
                hash = excluded.hash
              """, diff.sections, (batch, write) -> batch.bind("id", write.id()).bind("book", book).bind("chapter", write.chapter())
                .bind("anchor", write.section().anchor()).bind("level", write.section().level())
                .bindArray("path", String.class, write.section().path()).bind("position", write.position())
                .bind("markdown", write.section().markdown()).bind("hash", write.section().hash()));
        batch("""
              insert into passage (id, section_id, ordinal, markdown, words, hash)
              values (:id, :section, :ordinal, :markdown, :words, :hash)
              """, diff.passages, (batch, write) -> batch.bind("id", write.id()).bind("section", write.section())
                .bind("ordinal", write.ordinal()).bind("markdown", write.cut().markdown()).bind("words", write.cut().text())
                .bind("hash", write.cut().hash()));
    }

    private long next(UUID book, Manuscript manuscript) {
        return handle.createQuery("""
                                  update textbook set title = :title, questions = :questions, revision = revision + 1, updated_at = now()
                                  where id = :id
                                  returning revision
                                  """).bind("id", book).bind("title", manuscript.title())
                .bindArray("questions", String.class, manuscript.questions())
                .mapTo(Long.class).one();
    }

    private <T> void batch(String sql, List<T> items, BiConsumer<PreparedBatch, T> bind) {
        for (int from = 0; from < items.size(); from += BATCH) {
            PreparedBatch batch = handle.prepareBatch(sql);
            items.subList(from, Math.min(items.size(), from + BATCH)).forEach(item -> {
                bind.accept(batch, item);
                batch.add();
            });
            batch.execute();
        }
    }
}
