package dev.hornbook.retrieval;

import dev.hornbook.database.Database;
import dev.hornbook.database.DatabaseException;
import dev.hornbook.textbook.Library;
import dev.hornbook.textbook.Place;
import dev.hornbook.textbook.Shelf;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the index in step with the books, on one thread of its own: what is new is put in at once and found by words; its
 * vectors come from the database where another instance made them, and are made and kept there otherwise. With the database
 * away it goes on with what it has and tries again, and so it does after any other failure, which its state tells.
 *
 * <p>Two instances that embed the same book at the same time may make a vector twice; both are the same.
 */
public final class Indexing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Indexing.class);
    /** About half a second of embedding: so soon a change of the books is followed, and so little is lost by a crash. */
    private static final int BATCH = 12;
    private static final int LOADED_AT_ONCE = 1_000;
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final LuceneIndex index;
    private final Embedder embedder;
    private final EmbeddingRows rows;
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** What is to be indexed, when it is not yet. Guarded by the lock, as are those below. */
    private Optional<Shelf> pending;
    private Shelf indexed;
    private int passages;
    private int embedded;
    private Optional<String> fault = Optional.empty();
    private boolean nudged;
    private boolean closed;

    private final List<Runnable> whenWhole = new CopyOnWriteArrayList<>();
    private Optional<Rebuild> rebuild = Optional.empty();

    /** A wish that every passage be put in anew. */
    private record Rebuild(CompletableFuture<Integer> done, IntConsumer progress) {}

    /** What of the shelf the index lacks vectors for; only the thread touches it. */
    private final Map<UUID, Place> unembedded = new LinkedHashMap<>();

    private Indexing(Database database, Library library, LuceneIndex index, Embedder embedder) {
        this.index = index;
        this.embedder = embedder;
        this.rows = new EmbeddingRows(database, embedder.model());
        this.indexed = library.shelf();
        // An empty shelf may only mean that the database has not answered yet; what the index holds is kept till then.
        this.pending = Optional.of(indexed).filter(shelf -> !shelf.books().isEmpty());
        if (pending.isPresent()) {
            this.indexed = null;
        }
        this.thread = Thread.ofPlatform().name("hornbook-index").daemon().unstarted(this::run);
        library.onChange(this::follow);
        embedder.whenReady(() -> wish(() -> {}));
    }

    /** Begins with the books as the library holds them now, and follows it from there. */
    public static Indexing start(Database database, Library library, LuceneIndex index, Embedder embedder) {
        var indexing = new Indexing(database, library, index, embedder);
        indexing.thread.start();
        return indexing;
    }

    /** How far it is. */
    public IndexState state() {
        lock.lock();
        try {
            return new IndexState(passages, embedded, embedder.state(), fault);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until every passage of the shelf can be found by words; false when the time is up first. */
    public boolean awaitSearchable(Shelf shelf, Duration limit) throws InterruptedException {
        return await(here -> here.indexed == shelf, limit);
    }

    /** Waits until every passage of the shelf can be found by meaning too; false when the time is up first. */
    public boolean awaitEmbedded(Shelf shelf, Duration limit) throws InterruptedException {
        return await(here -> here.indexed == shelf && here.state().isWhole(), limit);
    }

    private boolean await(Predicate<Indexing> condition, Duration limit) throws InterruptedException {
        long left = limit.toNanos();
        lock.lock();
        try {
            while (!condition.test(this)) {
                if (left <= 0 || closed || fault.isPresent()) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until every passage that is held can be found by meaning too; false when the time is up first. */
    public boolean awaitWhole(Duration limit) throws InterruptedException {
        return await(here -> here.state().isWhole(), limit);
    }

    /** Whether every passage of the shelf can be found by meaning too, its vector being in the database. */
    boolean isWhole(Shelf shelf) {
        lock.lock();
        try {
            return indexed == shelf && state().isWhole();
        } finally {
            lock.unlock();
        }
    }

    /** Runs on the index's thread whenever it has become whole; it must return soon. */
    void onWhole(Runnable listener) {
        whenWhole.add(listener);
    }

    /**
     * Makes the whole index anew from the database; searches see the old one until the new is there, and the old one stays
     * where that fails.
     *
     * @param progress is told how many passages are in
     * @return completes with the number of passages, or with the {@link DatabaseException} that stopped it
     */
    public CompletableFuture<Integer> rebuild(IntConsumer progress) {
        var done = new CompletableFuture<Integer>();
        wish(() -> rebuild = Optional.of(new Rebuild(done, progress)));
        return done;
    }

    private void follow(Shelf shelf) {
        wish(() -> pending = Optional.of(shelf));
    }

    /** Has the thread look at once, whatever it pauses for. */
    private void wish(Runnable change) {
        signal(() -> {
            change.run();
            nudged = true;
        });
    }

    private void signal(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        Duration pause = Duration.ZERO;
        while (awaitWork(pause)) {
            pause = step();
        }
    }

    /** Waits for something to do, after the pause unless there is a new wish. False once closed. */
    private boolean awaitWork(Duration pause) {
        lock.lock();
        try {
            for (long left = pause.toNanos(); !closed && !nudged && left > 0;) {
                left = changed.awaitNanos(left);
            }
            while (!closed && !nudged && pending.isEmpty() && (unembedded.isEmpty() || embedder.state() != Embedder.State.READY)) {
                changed.await();
            }
            nudged = false;
            return !closed;
        } catch (InterruptedException e) {
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** One piece of work; how long to wait before the next where nothing new comes. */
    private Duration step() {
        Optional<Shelf> shelf;
        Optional<Rebuild> again;
        lock.lock();
        try {
            shelf = pending;
            pending = Optional.empty();
            again = rebuild;
            rebuild = Optional.empty();
        } finally {
            lock.unlock();
        }
        try {
            if (shelf.isPresent()) {
                put(shelf.get());
                loadVectors();
            }
            again.ifPresent(this::replace);
            if (embedder.state() == Embedder.State.READY) {
                embedSome();
            }
            went();
            return Duration.ZERO;
        } catch (DatabaseException e) {
            LOG.info("Vectors wait for the database: {}", e.getMessage());
            again.ifPresent(wish -> wish.done().completeExceptionally(e));
            return RETRY;
        } catch (RuntimeException e) {
            failed(e, shelf);
            again.ifPresent(wish -> wish.done().completeExceptionally(e));
            return RETRY;
        }
    }

    private void went() {
        lock.lock();
        try {
            fault.ifPresent(_ -> LOG.info("The index follows the books again."));
            fault = Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private void failed(RuntimeException e, Optional<Shelf> shelf) {
        String why = Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
        signal(() -> {
            if (!fault.equals(Optional.of(why))) {
                LOG.error("The index does not follow the books, and tries again: {}", why, e);
            }
            fault = Optional.of(why);
            pending = pending.or(() -> shelf);
        });
    }

    /** Brings the index to the shelf's passages; found by words from here on. */
    private void put(Shelf shelf) {
        Map<UUID, Boolean> contents = index.contents();
        var fresh = new ArrayList<IndexedPassage>();
        unembedded.clear();
        for (Place place : shelf.places()) {
            Boolean embedded = contents.remove(place.passage().id());
            if (embedded == null) {
                fresh.add(IndexedPassage.of(place, Optional.empty()));
            }
            if (embedded == null || !embedded) {
                unembedded.put(place.passage().id(), place);
            }
        }
        if (!fresh.isEmpty() || !contents.isEmpty()) {
            index.update(fresh, List.copyOf(contents.keySet()));
            index.flush();
        }
        report(() -> {
            indexed = shelf;
            passages = shelf.places().size();
        });
    }

    private void replace(Rebuild wish) {
        Shelf shelf = indexed;
        List<UUID> passages = shelf.places().stream().map(place -> place.passage().id()).toList();
        Map<UUID, float[]> vectors = new HashMap<>();
        for (int from = 0; from < passages.size(); from += LOADED_AT_ONCE) {
            vectors.putAll(rows.load(passages.subList(from, Math.min(passages.size(), from + LOADED_AT_ONCE))));
            wish.progress().accept(from);
        }
        index.replace(shelf.places().stream()
                .map(place -> IndexedPassage.of(place, Optional.ofNullable(vectors.get(place.passage().id())))).toList());
        unembedded.clear();
        shelf.places().stream().filter(place -> !vectors.containsKey(place.passage().id()))
                .forEach(place -> unembedded.put(place.passage().id(), place));
        report(() -> {});
        wish.progress().accept(passages.size());
        wish.done().complete(passages.size());
    }

    private void loadVectors() {
        List<UUID> wanted = List.copyOf(unembedded.keySet());
        for (int from = 0; from < wanted.size(); from += LOADED_AT_ONCE) {
            putVectors(rows.load(wanted.subList(from, Math.min(wanted.size(), from + LOADED_AT_ONCE))));
        }
        if (!wanted.isEmpty()) {
            index.flush();
        }
    }

    private void embedSome() {
        List<Place> batch = unembedded.values().stream().limit(BATCH).toList();
        if (batch.isEmpty()) {
            return;
        }
        // Another instance may have been here since.
        Map<UUID, float[]> known = rows.load(batch.stream().map(place -> place.passage().id()).toList());
        Map<UUID, float[]> made = new HashMap<>();
        for (Place place : batch) {
            if (!known.containsKey(place.passage().id())) {
                made.put(place.passage().id(), embedder.passage(place.section().heading(), place.passage().text()));
            }
        }
        if (!made.isEmpty()) {
            rows.save(made);
        }
        made.putAll(known);
        putVectors(made);
        if (unembedded.isEmpty()) {
            index.flush();
        }
    }

    private void putVectors(Map<UUID, float[]> vectors) {
        index.update(
                vectors.entrySet().stream().map(entry -> IndexedPassage.of(unembedded.get(entry.getKey()), Optional.of(entry.getValue())))
                        .toList(),
                List.of());
        unembedded.keySet().removeAll(vectors.keySet());
        report(() -> {});
    }

    private void report(Runnable change) {
        signal(() -> {
            change.run();
            embedded = passages - unembedded.size();
        });
        if (unembedded.isEmpty()) {
            whenWhole.forEach(Runnable::run);
        }
    }

    /** Ends after the passage under way; what is not embedded yet is embedded after the next start. The index stays open. */
    @Override
    public void close() {
        signal(() -> closed = true);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
