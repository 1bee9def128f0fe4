package dev.hornbook.cli;

import dev.hornbook.database.DatabaseException;
import dev.hornbook.retrieval.IndexState;
import dev.hornbook.retrieval.Indexing;
import dev.hornbook.retrieval.QdrantException;
import dev.hornbook.retrieval.QdrantMirror;
import dev.hornbook.retrieval.QdrantState;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Makes the indexes again from the database, one after the other, while both go on answering: Lucene's, then the vectors that are
 * missing, then Qdrant's.
 *
 * @param code what the command ends with
 * @param text what became of it, in sentences
 */
record IndexRebuild(int code, String text) {
    private static final Duration A_LOOK = Duration.ofMillis(200);

    /** Does it; a failure is a result too. */
    static IndexRebuild run(Indexing indexing, Optional<QdrantMirror> qdrant, RebuildProgress progress) throws InterruptedException {
        try {
            int all = indexing.state().passages();
            int passages = awaited(indexing.rebuild(done -> progress.at("Lucene", done, all)), () -> {});
            String text = "Lucene's index is made again, with " + passages + " passages.";
            embed(indexing, progress);
            IndexState state = indexing.state();
            if (!state.isWhole()) {
                return new IndexRebuild(ExitCode.DEGRADED, text + " " + (state.passages() - state.embedded())
                        + " are found by words alone: " + state.fault().orElse("there is no model to embed them.")
                        + qdrant.map(_ -> " Qdrant's waits for them.").orElse(""));
            }
            return qdrant.isEmpty() || passages == 0 ? new IndexRebuild(ExitCode.FINE, text) : qdrant(qdrant.get(), text, progress);
        } catch (UncheckedIOException e) {
            return new IndexRebuild(ExitCode.UNUSABLE, e.getMessage());
        } catch (DatabaseException e) {
            return new IndexRebuild(ExitCode.UNUSABLE, "The database cannot be read, and what was there answers on. " + e.getMessage());
        }
    }

    private static void embed(Indexing indexing, RebuildProgress progress) throws InterruptedException {
        while (!indexing.state().isAtItsEnd()) {
            IndexState state = indexing.state();
            progress.at("Embedding", state.embedded(), state.passages());
            indexing.awaitWhole(A_LOOK);
        }
    }

    private static IndexRebuild qdrant(QdrantMirror qdrant, String text, RebuildProgress progress) throws InterruptedException {
        try {
            int passages = awaited(qdrant.rebuild(), () -> {
                if (qdrant.state() instanceof QdrantState.Fills(int done, int all)) {
                    progress.at("Qdrant", done, all);
                }
            });
            return new IndexRebuild(ExitCode.FINE, text + " Qdrant's too, with " + passages + ".");
        } catch (QdrantException e) {
            return new IndexRebuild(ExitCode.DEGRADED, text + " Qdrant's is not, and Lucene answers: " + e.getMessage()
                    + " Run this again then; it goes on where it was.");
        }
    }

    private static int awaited(CompletableFuture<Integer> work, Runnable look) throws InterruptedException {
        while (true) {
            try {
                return work.get(A_LOOK.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException _) {
                look.run();
            } catch (ExecutionException e) {
                switch (e.getCause()) {
                    case RuntimeException failure -> throw failure;
                    case Throwable other -> throw new IllegalStateException(other);
                }
            } catch (CancellationException e) {
                throw new InterruptedException(e.getMessage());
            }
        }
    }
}
