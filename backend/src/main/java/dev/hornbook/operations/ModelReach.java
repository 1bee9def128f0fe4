package dev.hornbook.operations;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hornbook.config.Settings.ModelAddress;
import dev.hornbook.operations.Fetch.Answer;
import dev.hornbook.pool.check.Finding;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** Whether the model is there and takes the key, by its list of models: that costs no tokens. Without it the book answers, so nothing is unusable. */
final class ModelReach {
    private static final int FINE = 200;
    private static final int NO_KEY = 401;
    private static final int FORBIDDEN = 403;
    private static final int SERVER = 500;

    /** Who answers readers, and within which limits, in a sentence. */
    private final String answers;

    ModelReach(String answers) {
        this.answers = answers;
    }

    Finding at(Optional<ModelAddress> configured) throws InterruptedException {
        if (configured.isEmpty()) {
            return Finding.fine(answers);
        }
        ModelAddress model = configured.get();
        try {
            String base = model.base().toString();
            return judged(Fetch.get(URI.create((base.endsWith("/") ? base : base + "/") + "models"), model.key()), model);
        } catch (IOException _) {
            return Finding.attention(answers + "; but nothing answers there",
                    "Check OPENAI_BASE_URL, that the model's server runs, and this machine's way to it.");
        }
    }

    private Finding judged(Answer answer, ModelAddress model) {
        if (answer.status() == NO_KEY || answer.status() == FORBIDDEN) {
            return Finding.attention(answers + "; but the key is not accepted",
                    model.key().isPresent() ? "Set a key that holds in OPENAI_API_KEY." : "The server wants a key: set OPENAI_API_KEY.");
        }
        if (answer.status() >= SERVER) {
            return Finding.attention(answers + "; but it answers with status " + answer.status(),
                    "Look at the model's server, or its status page.");
        }
        JsonNode models = answer.body().path("data");
        if (answer.status() == FINE && !models.isEmpty() && models.valueStream().noneMatch(one -> names(one, model.name()))) {
            return Finding.attention(answers + "; but it has no model of that name", "Correct HORNBOOK_MODEL, or load the model there.");
        }
        // A server that keeps no list is one that answers all the same.
        return Finding.fine(answers + (answer.status() == FINE ? "; it is there and takes the key" : "; it is there"));
    }

    /** Ollama calls a model by its name and a tag, of which {@code latest} goes without saying. */
    private static boolean names(JsonNode listed, String name) {
        String id = listed.path("id").asText();
        return id.equals(name) || id.equals(name + ":latest");
    }
}
