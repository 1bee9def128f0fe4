package dev.hornbook.answer;

import dev.hornbook.conversation.Citation;
import dev.hornbook.conversation.Writing;
import dev.hornbook.textbook.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An answer while it is written: its text and citations so far, told to its readers as they come. Written by one thread;
 * stopped by any.
 */
public final class Draft {
    /** Longer than any answer; a model that does not come to an end is cut off here. Characters. */
    static final int LONGEST = 24_000;

    private final StringBuilder text = new StringBuilder();
    private final List<Citation> citations = new ArrayList<>();
    private final Consumer<String> onText;
    private final Consumer<Citation> onCitation;
    private Optional<String> model = Optional.empty();
    private Optional<Integer> inputTokens = Optional.empty();
    private Optional<Integer> outputTokens = Optional.empty();
    private volatile boolean stopped;
    private volatile Runnable onStop = () -> {};

    Draft(Consumer<String> onText, Consumer<Citation> onCitation) {
        this.onText = onText;
        this.onCitation = onCitation;
    }

    /** Adds to the text. */
    void write(String piece) {
        if (!piece.isEmpty()) {
            text.append(piece);
            onText.accept(piece);
        }
    }

    /**
     * Makes a citation and gives its number, to be written as {@code [number]} next. The same words of the same passage are
     * one citation.
     */
    int cite(Place place, String quote) {
        Optional<Citation> same = citations.stream()
                .filter(citation -> citation.passage().equals(place.passage().id()) && citation.quote().equals(quote)).findFirst();
        return same.map(Citation::number).orElseGet(() -> {
            var citation = new Citation(citations.size() + 1, place.passage().id(), place.section().id(), place.book().slug(),
                    place.anchor(),
                    place.section().heading(), quote);
            citations.add(citation);
            onCitation.accept(citation);
            return citation.number();
        });
    }

    /** Names the model that writes it; one that quotes the book names none. */
    void writtenBy(String name) {
        model = Optional.of(name);
    }

    /** Whether a model was asked. */
    boolean isByModel() {
        return model.isPresent();
    }

    /** What it took, where the model's server said so. */
    void took(Optional<Integer> input, Optional<Integer> output) {
        inputTokens = input;
        outputTokens = output;
    }

    /**
     * How it was written.
     *
     * @param firstWord from the question to the first word
     */
    Writing writing(Instant endedAt, Optional<Duration> firstWord) {
        return new Writing(endedAt, model, firstWord, inputTokens, outputTokens);
    }

    String text() {
        return text.toString();
    }

    List<Citation> citations() {
        return List.copyOf(citations);
    }

    /** Whether its reader has had enough. */
    boolean isStopped() {
        return stopped;
    }

    /** Asks the writer to end; it does so soon. */
    void stop() {
        stopped = true;
        onStop.run();
    }

    /** Run when the reader stops the answer, at once if that was before; it must return at once. */
    void onStop(Runnable action) {
        onStop = action;
        if (stopped) {
            action.run();
        }
    }
}
