package dev.hornbook.answer;

import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The pieces of a model's answer, handed from the client's thread to the writer's, which can so wait with a limit and be woken
 * by a reader who stops.
 */
final class ModelStream implements StreamingChatResponseHandler {
    private sealed interface Signal {
        record Piece(String text) implements Signal {}

        record End() implements Signal {}

        record Fault(Throwable fault) implements Signal {}
    }

    private final LinkedBlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final ModelSettings settings;
    private final long deadline;
    private volatile boolean cancelled;
    private volatile Optional<TokenUsage> usage = Optional.empty();
    private volatile boolean cutShort;
    private boolean begun;

    ModelStream(ModelSettings settings) {
        this.settings = settings;
        this.deadline = System.nanoTime() + settings.longest().toNanos();
    }

    /** The next piece; empty at the end, and once cancelled. */
    Optional<String> next() throws AnswerFailedException {
        Duration patience = begun ? settings.nextWord() : settings.firstWord();
        long left = Math.min(patience.toNanos(), deadline - System.nanoTime());
        Signal signal;
        try {
            signal = cancelled ? new Signal.End() : signals.poll(Math.max(0, left), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ModelFaults.slow(begun);
        }
        return switch (signal) {
            case null -> throw ModelFaults.slow(begun);
            case Signal.Piece(String text) -> {
                begun = true;
                yield Optional.of(text);
            }
            case Signal.End() -> Optional.empty();
            case Signal.Fault(Throwable fault) -> throw ModelFaults.of(fault, begun);
        };
    }

    /** What the model's server counted, once the stream has ended by itself; not all servers do. */
    Optional<TokenUsage> usage() {
        return usage;
    }

    /** Whether it ended because it had reached the length it was allowed. */
    boolean cutShort() {
        return cutShort;
    }

    /** Wakes the writer. */
    void cancel() {
        cancelled = true;
        signals.add(new Signal.End());
    }

    @Override
    public void onPartialResponse(String text) {
        signals.add(new Signal.Piece(text));
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
        // A stream that ends without a reason was cut; some servers close the connection as if all were said.
        usage = Optional.ofNullable(response.tokenUsage());
        cutShort = response.finishReason() == FinishReason.LENGTH;
        signals.add(switch (response.finishReason()) {
            case null -> new Signal.Fault(new IllegalStateException("the stream ended without a finish reason"));
            case CONTENT_FILTER -> new Signal.Fault(new ContentFilteredException("the provider's filter ended the stream"));
            default -> new Signal.End();
        });
    }

    @Override
    public void onError(Throwable error) {
        signals.add(new Signal.Fault(error));
    }
}
