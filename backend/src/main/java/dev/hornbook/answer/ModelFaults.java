package dev.hornbook.answer;

import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.exception.UnresolvedModelServerException;
import java.net.ConnectException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Set;

/**
 * What a reader is told when the model fails. The provider's own words stay out of it: some repeat the key they were sent.
 */
final class ModelFaults {
    /** Codes of what happens while a model is at work. */
    static final Set<String> AT_WORK = Set.of("model-slow", "model-wordless", "model-broke-off");

    /** Code of a question that the model's server does not take as it is. */
    static final String REFUSED = "model-refused";

    private ModelFaults() {}

    static AnswerFailedException of(Throwable fault, boolean begun) {
        return switch (fault) {
            case AuthenticationException e -> new AnswerFailedException("model-unauthorized",
                    "The language model refused the key it was given. The operator should check OPENAI_API_KEY; until then no answers are written.");
            case RateLimitException e -> new AnswerFailedException("model-busy",
                    "The language model takes no more questions just now. Ask again in " + inWords(retryAfter(e)) + ".");
            case ModelNotFoundException e -> new AnswerFailedException("model-unknown",
                    "The language model that is set does not exist there. The operator should check HORNBOOK_MODEL and OPENAI_BASE_URL.");
            case ContentFilteredException e -> new AnswerFailedException("model-declined",
                    "The language model declined to answer this" + (begun ? " further" : "") + ". Ask in other words, or search the book.");
            case InvalidRequestException e -> refused();
            case TimeoutException e -> slow(begun);
            case UnresolvedModelServerException e -> unreachable();
            case InternalServerException e -> new AnswerFailedException("model-failed",
                    "The language model failed on its side. Ask again in a moment.");
            default -> byCause(fault, begun);
        };
    }

    private static AnswerFailedException byCause(Throwable fault, boolean begun) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException || cause instanceof UnresolvedAddressException) {
                return unreachable();
            }
            if (cause instanceof HttpException e && e.statusCode() >= 400 && e.statusCode() < 500) {
                return refused();
            }
        }
        return begun
                ? new AnswerFailedException("model-broke-off",
                        "The language model broke off in mid-answer. What it had said is kept; ask again for the rest.")
                : new AnswerFailedException("model-failed", "The language model gave no answer. Ask again in a moment.");
    }

    static AnswerFailedException slow(boolean begun) {
        return begun
                ? new AnswerFailedException("model-broke-off",
                        "The language model stopped in mid-answer. What it had said is kept; ask again for the rest.")
                : new AnswerFailedException("model-slow", "The language model took too long to begin. Ask again in a moment.");
    }

    /** It reached the length that is allowed before its first word: it thought aloud, or the length is too small. */
    static AnswerFailedException wordless() {
        return new AnswerFailedException("model-wordless",
                "The language model used up the length of an answer before its first word. The operator should raise HORNBOOK_ANSWER_TOKENS.");
    }

    /** It ended by itself and had said nothing. */
    static AnswerFailedException silent() {
        return new AnswerFailedException("model-wordless", "The language model ended without a word. Ask in other words.");
    }

    private static AnswerFailedException refused() {
        return new AnswerFailedException(REFUSED,
                "The language model does not take the question, with the passages or with the best alone. "
                        + "The operator should check that the model's context holds 6,000 tokens, and how it is set up.");
    }

    /** A minute where the provider does not say. */
    private static Duration retryAfter(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof ModelHttp.Refused refused && refused.retryAfter().isPresent()) {
                return refused.retryAfter().get();
            }
        }
        return Duration.ofMinutes(1);
    }

    private static String inWords(Duration wait) {
        long minutes = wait.plusSeconds(59).toMinutes();
        if (minutes <= 1) {
            return "a minute";
        }
        return minutes < 120 ? minutes + " minutes" : wait.plusMinutes(59).toHours() + " hours";
    }

    private static AnswerFailedException unreachable() {
        return new AnswerFailedException("model-unreachable",
                "The language model cannot be reached. The operator should check OPENAI_BASE_URL and that the server there runs.");
    }
}
