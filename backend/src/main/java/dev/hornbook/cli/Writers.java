package dev.hornbook.cli;

import dev.hornbook.answer.AnswerWriter;
import dev.hornbook.answer.ModelAnswer;
import dev.hornbook.answer.ModelSettings;
import dev.hornbook.answer.QuotedAnswer;
import dev.hornbook.config.Secret;
import dev.hornbook.config.Settings;

/** Who writes the answers: the configured model, or the book itself. */
final class Writers {
    private Writers() {}

    static AnswerWriter of(Settings settings, Books books) {
        return settings.model()
                .<AnswerWriter>map(model -> new ModelAnswer(ModelSettings.of(model.base(), model.key().map(Secret::value), model.name())))
                .orElseGet(() -> new QuotedAnswer(books.retriever()));
    }
}
