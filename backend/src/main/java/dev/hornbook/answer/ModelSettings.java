package dev.hornbook.answer;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * The language model that writes answers, spoken to in OpenAI's wire.
 *
 * @param base address of the API, such as {@code https://api.openai.com/v1}; a local server's too
 * @param key sent as a bearer token; empty for a server that wants none
 * @param model the model's name at that address
 * @param firstWord how long the first word may take, 60 seconds unless told otherwise
 * @param nextWord how long each further one may take, 30 seconds unless told otherwise
 * @param longest how long the whole may take, 4 minutes unless told otherwise: less than the time after which other instances
 *                count an answer as abandoned
 * @param answerTokens how long an answer may be, in the model's tokens, 1,000 unless told otherwise; what is above six sentences is for
 *                code, tables, and models that think before they speak
 */
public record ModelSettings(URI base, Optional<String> key, String model, Duration firstWord, Duration nextWord, Duration longest,
        int answerTokens) {
    public ModelSettings {
        Objects.requireNonNull(base, "base");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(model, "model");
    }

    public static ModelSettings of(URI base, Optional<String> key, String model) {
        return new ModelSettings(base, key, model, Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofMinutes(4), 1_000);
    }

    public ModelSettings patience(Duration first, Duration next) {
        return new ModelSettings(base, key, model, first, next, longest, answerTokens);
    }

    public ModelSettings answerTokens(int tokens) {
        return new ModelSettings(base, key, model, firstWord, nextWord, longest, tokens);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "ModelSettings[" + model + " at " + base.getHost() + (key.isPresent() ? ", with a key]" : "]");
    }
}
