package dev.hornbook.retrieval;

import dev.hornbook.database.Database;
import dev.hornbook.database.DatabaseException;
import dev.hornbook.textbook.Library;
import dev.hornbook.textbook.Place;
import dev.hornbook.textbook.Shelf;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps Qdrant in step with the books, on one thread of its own, so that nobody waits for it: once every passage has its vector
 * in the database, it fills an edition of exactly the books held here from there, and has the alias lead to it. What was begun,
 * by whatever process, is gone on with. When nothing changes it asks nothing.
 *
 * <p>While Qdrant fails it looks again after a second, then two, up to a minute; it counts as well when it has answered a question of
 * this thread's own, in a reader's time.
 */
public final class QdrantMirror implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(QdrantMirror.class);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 6;
    private static final int AT_ONCE = 200;

    private final Qdrant qdrant;
    private final QdrantEditions editions;
    private final Library library;
    private final Indexing indexing;
    private final EmbeddingRows rows;
    private final Duration retry;
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** Guarded by the lock, as are those down to {@code closed}. */
    private boolean nudged = true;
    private Optional<Duration> pause = Optional.empty();
    private Optional<CompletableFuture<Integer>> rebuild = Optional.empty();
    private int failures;
    /** Whether the look that failed had asked the database. */
    private boolean askedDatabase;
    private boolean closed;
    /** From when on a reader's question has it look again; empty where it looks by itself. Nanoseconds. */
    private volatile OptionalLong restsUntil = OptionalLong.empty();

    private volatile QdrantState state = new QdrantState.Waits("the first look at it");
    private volatile Optional<Serving> serving = Optional.empty();

    /** The collection that holds the passages of a shelf. */
    private record Serving(Shelf shelf, QdrantIndex index) {}

    /** What came of filling an edition. */
    private enum Filled {
        /** It is whole, and published. */
        WHOLE,
        /** The books are others by now, or another instance has published, or this ends. */
        OTHERWISE,
        /** The database has no vector for some passage. */
        LACKING
    }

    private QdrantMirror(Qdrant qdrant, QdrantEditions editions, Database database, Library library, Indexing indexing, Duration retry) {
        this.qdrant = qdrant;
        this.editions = editions;
        this.library = library;
        this.indexing = indexing;
        this.rows = new EmbeddingRows(database, TextEncoder.MODEL);
        this.retry = retry;
        this.thread = Thread.ofPlatform().name("hornbook-qdrant").daemon().unstarted(this::run);
        library.onChange(_ -> nudge());
        indexing.onWhole(this::nudge);
    }

    /** Begins with the books as they are, and follows them from there. It closes the connection with itself. */
    public static QdrantMirror start(Qdrant qdrant, Database database, Library library, Indexing indexing) {
        return start(qdrant, new QdrantEditions(qdrant), database, library, indexing, RETRY);
    }

    static QdrantMirror start(Qdrant qdrant, QdrantEditions editions, Database database, Library library, Indexing indexing,
            Duration retry) {
        var mirror = new QdrantMirror(qdrant, editions, database, library, indexing, retry);
        mirror.thread.start();
        return mirror;
    }

    /** How Qdrant stands. */
    public QdrantState state() {
        return state;
    }

    /** What finds passages in Qdrant, where it holds exactly these books and is well. */
    Optional<QdrantIndex> of(Shelf shelf) {
        restsUntil.ifPresent(until -> {
            if (System.nanoTime() - until >= 0) {
                nudge();
            }
        });
        return serving.filter(now -> now.shelf() == shelf).map(Serving::index);
    }

    /** Whether it looks no more by itself, but for a question. */
    boolean rests() {
        return restsUntil.isPresent();
    }

    /** A reader's question was answered. */
    void answered() {
        if (failures > 0) {
            lock.lock();
            failures = 0;
            lock.unlock();
        }
    }

    /** A reader's question was not: from now on nobody asks, until this has looked. */
    void lost(QdrantException fault) {
        lock.lock();
        try {
            // Of many that failed at once, the first tells all.
            if (serving.isPresent()) {
                away(fault);
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Makes the collection anew beside the one that answers, and changes over when it is whole.
     *
     * @return completes with the number of passages, or with the {@link QdrantException} or {@link DatabaseException} that stopped it; what
     *     was done by then is kept
     */
    public CompletableFuture<Integer> rebuild() {
        lock.lock();
        try {
            CompletableFuture<Integer> done = rebuild.orElseGet(CompletableFuture::new);
            rebuild = Optional.of(done);
            nudged = true;
            changed.signalAll();
            return done;
        } finally {
            lock.unlock();
        }
    }

    private void nudge() {
        lock.lock();
        try {
            nudged = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            while (awaitWork()) {
                step();
            }
        } catch (RuntimeException e) {
            LOG.error("Qdrant is no longer kept in step with the books: {}", e.getMessage(), e);
            serving = Optional.empty();
        }
    }

    /** Waits for something to do; false once closed. */
    private boolean awaitWork() {
        lock.lock();
        try {
            Optional<Duration> waiting = pause;
            long left = waiting.map(Duration::toNanos).orElse(0L);
            while (!closed && !nudged && (waiting.isEmpty() || left > 0)) {
                if (waiting.isEmpty()) {
                    changed.await();
                } else {
                    left = changed.awaitNanos(left);
                }
                if (waiting.isEmpty() && pause.isPresent()) {
                    waiting = pause;
                    left = pause.get().toNanos();
                }
            }
            nudged = false;
            pause = Optional.empty();
            restsUntil = OptionalLong.empty();
            askedDatabase = false;
            return !closed;
        } catch (InterruptedException _) {
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void step() {
        Optional<CompletableFuture<Integer>> asked = asked();
        try {
            while (!look(asked)) {
                LOG.debug("The books have changed meanwhile; once more.");
            }
        } catch (QdrantException e) {
            given(asked, e, () -> away(e));
        } catch (DatabaseException e) {
            given(asked, e, () -> {
                waitFor("the database");
                rest();
            });
        }
    }

    /** Ends a rebuild that failed; one that was asked for since is yet to come. */
    private void given(Optional<CompletableFuture<Integer>> asked, RuntimeException failure, Runnable then) {
        lock.lock();
        try {
            then.run();
            asked.ifPresent(waiting -> waiting.completeExceptionally(failure));
            rebuild = rebuild.filter(one -> !one.isDone());
        } finally {
            lock.unlock();
        }
    }

    private void away(QdrantException fault) {
        if (!(state instanceof QdrantState.Away)) {
            LOG.warn("Lucene answers in Qdrant's place: {}", fault.getMessage());
        }
        serving = Optional.empty();
        state = new QdrantState.Away(fault);
        if (askedDatabase && failures >= MOST_DOUBLINGS) {
            rest();
        } else {
            pause = Optional.of(retry.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS)));
        }
        failures++;
    }

    /** To try again what asks the database would keep it awake for nothing: a question does, which wakes it anyway. */
    private void rest() {
        restsUntil = OptionalLong.of(System.nanoTime() + retry.toNanos() * (1L << MOST_DOUBLINGS));
    }

    private void waitFor(String what) {
        serving = Optional.empty();
        state = new QdrantState.Waits(what);
    }

    /** One look, and what it shows to be done; false when it has to be repeated at once. */
    private boolean look(Optional<CompletableFuture<Integer>> asked) {
        Shelf shelf = library.shelf();
        if (asked.isEmpty() && of(shelf).isPresent()) {
            return true;
        }
        qdrant.version();
        if (shelf.places().isEmpty() || !indexing.isWhole(shelf)) {
            waitFor(shelf.places().isEmpty() ? "a book" : "every passage to have its vector");
            return true;
        }
        List<UUID> passages = shelf.places().stream().map(place -> place.passage().id()).toList();
        String edition = QdrantEditions.of(passages);
        if (asked.isPresent() || !isWhole(edition, passages.size())) {
            askedDatabase = true;
            // Whoever fills, fills the books as the database has them now: an instance that is behind must not bring its own back.
            Filled filled = library.refresh() ? Filled.OTHERWISE : fill(shelf, edition);
            if (filled == Filled.LACKING) {
                waitFor("every passage to have its vector in the database");
                return true;
            }
            if (filled == Filled.OTHERWISE) {
                return isClosed();
            }
        }
        var index = new QdrantIndex(qdrant, editions.alias(), edition, 1);
        index.search(new IndexQuery("hornbook", "", Optional.of(new float[TextEncoder.DIMENSION]), Optional.empty(), 1));
        lock.lock();
        try {
            serving = Optional.of(new Serving(shelf, index));
            state = new QdrantState.Answers(passages.size());
            asked.ifPresent(done -> done.complete(passages.size()));
            rebuild = rebuild.filter(one -> !one.isDone());
        } finally {
            lock.unlock();
        }
        return true;
    }

    private boolean isWhole(String edition, int passages) {
        Optional<String> current = editions.current().filter(name -> editions.isOf(name, edition));
        current.ifPresent(editions::judge);
        return current.filter(name -> new QdrantIndex(qdrant, name, edition, 1).size() == passages).isPresent();
    }

    private Filled fill(Shelf shelf, String edition) {
        Optional<String> before = editions.current();
        String collection = editions.begin(edition);
        var index = new QdrantIndex(qdrant, collection, edition,
                SparseWords.average(
                        shelf.places().stream().map(Place::headed)));
        Map<UUID, Boolean> there = index.contents();
        List<Place> missing = shelf.places().stream().filter(place -> !there.getOrDefault(place.passage().id(), false)).toList();
        int all = shelf.places().size();
        for (int from = 0; from < missing.size(); from += AT_ONCE) {
            state = new QdrantState.Fills(all - missing.size() + from, all);
            if (!put(index, missing.subList(from, Math.min(missing.size(), from + AT_ONCE)))) {
                return Filled.LACKING;
            }
            if (library.shelf() != shelf || isClosed()) {
                return Filled.OTHERWISE;
            }
        }
        state = new QdrantState.Fills(all, all);
        if (!editions.current().equals(before)) {
            return Filled.OTHERWISE;
        }
        editions.publish(collection);
        return Filled.WHOLE;
    }

    private boolean put(QdrantIndex index, List<Place> places) {
        Map<UUID, float[]> vectors = rows.load(places.stream().map(place -> place.passage().id()).toList());
        if (vectors.size() < places.size()) {
            return false;
        }
        index.update(
                places.stream().map(place -> IndexedPassage.of(place, Optional.ofNullable(vectors.get(place.passage().id())))).toList(),
                Set.of());
        return true;
    }

    private Optional<CompletableFuture<Integer>> asked() {
        lock.lock();
        try {
            return rebuild;
        } finally {
            lock.unlock();
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Ends soon; what is not filled yet is filled after the next start, by whatever instance. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
            rebuild.ifPresent(waiting -> waiting.completeExceptionally(new CancellationException("Hornbook ends.")));
        } finally {
            lock.unlock();
        }
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        serving = Optional.empty();
        qdrant.close();
    }
}
