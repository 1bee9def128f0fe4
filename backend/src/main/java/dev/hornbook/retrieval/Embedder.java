package dev.hornbook.retrieval;

import dev.hornbook.textbook.Place;
import java.io.Serial;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Texts to vectors. The model is loaded once, in the background: until it is there questions have no vector and are answered
 * by words alone. Questions run on as many threads as there are cores and no more, so that a crowd of readers waits in line
 * instead of taking the machine.
 */
public final class Embedder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Embedder.class);

    /** What the model was trained to see before a question, and not before a passage (its card, section "Usage"). */
    private static final String QUESTION = "Represent this sentence for searching relevant passages: ";

    /** Loading takes about a second, and several on a busy machine. */
    private static final Duration LOADED = Duration.ofSeconds(10);

    private static final Duration EVER = Duration.ofDays(1);
    /** Some 10 MB. A book's sentences are compared with every question that finds their passage. */
    private static final int REMEMBERED = 4096;

    private final Map<String, float[]> remembered = Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
        @Serial
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, float[]> eldest) {
            return size() > REMEMBERED;
        }
    });
    private final CompletableFuture<TextEncoder> encoder = new CompletableFuture<>();
    private final ExecutorService questions;
    private final Thread loading;
    private final AtomicBoolean begun = new AtomicBoolean();

    /** How far the model is. */
    public enum State {
        /** On its way, or not asked for yet; search goes by words. */
        LOADING,
        READY,
        /** It could not be loaded, or was closed; search goes by words for good. */
        ABSENT
    }

    /** Loads nothing yet. */
    public Embedder() {
        var number = new AtomicInteger();
        ThreadFactory threads = task -> {
            var thread = new Thread(task, "hornbook-embed-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
        this.questions = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), threads);
        this.loading = Thread.ofPlatform().name("hornbook-embed-load").daemon().unstarted(this::read);
    }

    /** Begins to load the model and returns at once; a second of a core's work. Asked again it does nothing. */
    public void start() {
        if (begun.compareAndSet(false, true)) {
            loading.start();
        }
    }

    private void read() {
        if (encoder.isDone()) {
            return;
        }
        try {
            TextEncoder loaded = TextEncoder.load(WordPiece.ofModel());
            if (!encoder.complete(loaded)) {
                loaded.close();
            }
        } catch (RuntimeException | LinkageError e) {
            if (encoder.completeExceptionally(e)) {
                LOG.warn("Search goes by words alone: {}", e.getMessage());
            }
        }
    }

    /** Names the model whose vectors these are. */
    public String model() {
        return TextEncoder.MODEL;
    }

    public State state() {
        return switch (encoder.state()) {
            case RUNNING -> State.LOADING;
            case SUCCESS -> State.READY;
            case FAILED, CANCELLED -> State.ABSENT;
        };
    }

    /** Runs once the model is there, at once if it is; never if it does not come. */
    void whenReady(Runnable task) {
        encoder.thenRun(task);
    }

    /** Loads the model and waits until it is there, or it is known that it does not come; which of the two it was. */
    public State load() throws InterruptedException {
        var done = new CountDownLatch(1);
        encoder.whenComplete((model, failure) -> done.countDown());
        start();
        done.await();
        return state();
    }

    /** The question's vector, of length 1; empty while there is no model. Waits its turn; some milliseconds by itself. */
    public Optional<float[]> question(String text) {
        return encode(QUESTION + text);
    }

    /** As {@link #question(String)}, but empty too where its turn does not come in time. */
    Optional<float[]> question(String text, Duration patience) {
        return encode(QUESTION + text, patience);
    }

    /** The vector of a text of a book, which comes again and again and is remembered; otherwise as {@link #question}. */
    Optional<float[]> text(String text) {
        Optional<float[]> known = Optional.ofNullable(remembered.get(text));
        if (known.isEmpty()) {
            known = encode(text);
            known.ifPresent(vector -> remembered.put(text, vector));
        }
        return known;
    }

    private Optional<float[]> encode(String text) {
        return encode(text, EVER);
    }

    private Optional<float[]> encode(String text, Duration patience) {
        if (state() != State.READY) {
            return Optional.empty();
        }
        TextEncoder model = encoder.resultNow();
        try {
            Future<float[]> turn = questions.submit(() -> model.encode(text));
            try {
                return Optional.of(turn.get(patience.toNanos(), TimeUnit.NANOSECONDS));
            } catch (TimeoutException e) {
                // What nobody waits for any more must not keep others waiting; what has begun is let finish.
                turn.cancel(false);
                return Optional.empty();
            }
        } catch (RejectedExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            LOG.warn("A question was searched by words alone: {}", e.getCause().getMessage());
            return Optional.empty();
        }
    }

    /** A passage's vector, made on this thread unless it came with the program. Only once the model is {@link State#READY}. */
    public float[] passage(String heading, String text) {
        String whole = Place.headed(heading, text);
        return ShippedVectors.of(whole).orElseGet(() -> encoder.resultNow().encode(whole));
    }

    /** Ends; questions under way are finished first, and so is loading: a process that exits in the midst of it aborts. */
    @Override
    public void close() {
        questions.shutdown();
        try {
            questions.awaitTermination(5, TimeUnit.SECONDS);
            if (loading.getState() != Thread.State.NEW) {
                loading.join(LOADED);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // The session itself is left to the end of the process: a passage may be in it on another thread, and closing it then
        // would take the process down.
        encoder.cancel(false);
    }
}
