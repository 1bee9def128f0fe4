package dev.hornbook.answer;

import dev.hornbook.log.RequestId;
import dev.hornbook.retrieval.Findings;
import dev.hornbook.retrieval.Retriever;
import dev.hornbook.textbook.Place;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Answers written by a language model from the passages found, and from nothing else. Weak evidence is refused before a model
 * is asked. Citation marks that name no passage given are dropped, and those behind a statement that their passage does not bear.
 */
public final class ModelAnswer implements AnswerWriter {
    private final StreamingChatModel model;
    private final ModelSettings settings;
    private final QuoteFinder quotes;
    private final CitationCheck check;
    private final Readings readings = Readings.ofModel();

    /** @param retriever judges whether a passage bears what is said of it */
    public ModelAnswer(ModelSettings settings, Retriever retriever) {
        this.settings = settings;
        this.check = new CitationCheck(retriever);
        this.quotes = new QuoteFinder();
        // OpenAI's newer models refuse the older name of the same bound; other servers often know only that one.
        boolean openAi = "api.openai.com".equals(settings.base().getHost());
        this.model = OpenAiStreamingChatModel.builder()
                .httpClientBuilder(new ModelHttp.Builder(Duration.ofSeconds(10), settings.firstWord().plusSeconds(5)))
                .baseUrl(settings.base().toString())
                // The library wants a key; a server that asks for none does not look at it.
                .apiKey(settings.key().orElse("none"))
                .modelName(settings.model())
                .maxTokens(openAi ? null : settings.answerTokens())
                .maxCompletionTokens(openAi ? settings.answerTokens() : null)
                .temperature(0.2)
                .logRequests(false)
                .logResponses(false)
                .build();
    }

    @Override
    public void write(Findings findings, Draft draft) throws AnswerFailedException {
        if (!findings.evidence().answers()) {
            NothingSaid.write(findings, draft);
            return;
        }
        draft.writtenBy(settings.model());
        try {
            write(findings, readings.of(findings), draft);
        } catch (AnswerFailedException e) {
            if (!e.code().equals(ModelFaults.REFUSED) || !draft.text().isEmpty()) {
                throw e;
            }
            // It may have been too long for the model.
            write(findings, readings.best(findings), draft);
        }
    }

    private void write(Findings findings, List<Place> passages, Draft draft) throws AnswerFailedException {
        var stream = new ModelStream(settings);
        draft.onStop(stream::cancel);
        var marks = new CitationMarks(number -> {
            if (number < 1 || number > passages.size()) {
                return Optional.empty();
            }
            Place passage = passages.get(number - 1);
            String statement = CitationCheck.statement(draft.text());
            return check.bears(passage, statement)
                    ? Optional.of(draft.cite(passage, quotes.find(passage, statement)))
                    : Optional.empty();
        }, draft::write);
        Thread talk = talk(ChatRequest.builder().messages(Prompt.of(findings, passages)).build(), stream);
        try {
            Optional<String> piece = stream.next();
            while (piece.isPresent() && draft.text().length() < Draft.LONGEST) {
                marks.accept(piece.get());
                piece = stream.next();
            }
            marks.end();
            if (draft.text().isBlank() && !draft.isStopped()) {
                throw stream.cutShort() ? ModelFaults.wordless() : ModelFaults.silent();
            }
            if (stream.cutShort()) {
                draft.write(" …\n\n*The answer ends here: it has the length that is allowed. Ask for the rest.*");
            }
        } finally {
            stream.cancel();
            // It may wait for a word that never comes.
            talk.interrupt();
            marks.end();
            stream.usage().ifPresent(
                    usage -> draft.took(Optional.ofNullable(usage.inputTokenCount()), Optional.ofNullable(usage.outputTokenCount())));
        }
    }

    /** On a thread of its own, so that the writer hears of a time-out and of a reader who stops. */
    private Thread talk(ChatRequest request, ModelStream stream) {
        return Thread.ofVirtual().name("model").start(RequestId.carriedTo(() -> {
            try {
                model.chat(request, stream);
            } catch (RuntimeException e) {
                stream.onError(e);
            }
        }));
    }
}
