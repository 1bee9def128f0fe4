package dev.hornbook.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TranscriptTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final UUID PASSAGE = UUID.fromString("0195a0c0-0000-7000-8000-000000000001");

    private final Transcript transcript = new Transcript(() -> URI.create("https://book.example.org/"));

    @Test
    void aFileReadsFromTopToBottomWithItsSources() {
        Citation citation = new Citation(1, PASSAGE, PASSAGE, "physical-ai", "bodies/arms#servos", "Bodies > Servos",
                "A servo holds an angle.");
        Message answer = message(Role.BOOK, Status.COMPLETE, "A servo **holds** an angle [1].", List.of(citation),
                Optional.of(new Judgement(Thumb.UP, Optional.of("Now I see."))));
        assertThat(transcript.markdown(conversation("What is a servo?"),
                List.of(message(Role.READER, Status.COMPLETE, "What is\na servo?", List.of(), Optional.empty()), answer))).isEqualTo(
                        """
                        # What is a servo?

                        1 March 2026, 12:00 UTC, about physical-ai

                        ## Question, 1 March 2026, 12:00 UTC

                        > What is \s
                        > a servo?

                        ## Answer

                        A servo **holds** an angle [1].

                        Sources:

                        1. [Bodies > Servos](https://book.example.org/books/physical-ai/bodies/arms?passage=%s#servos): “A servo holds an angle.”

                        My feedback: thumb up

                        > Now I see.
                        """.formatted(
                                PASSAGE));
    }

    @Test
    void anAnswerThatIsNotWholeSaysSo() {
        for (Status status : List.of(Status.STREAMING, Status.FAILED, Status.STOPPED)) {
            String file = transcript.markdown(conversation("?"), List.of(message(Role.BOOK, status, "", List.of(), Optional.empty())));
            assertThat(file).as(status.name()).contains("## Answer\n\n*It ");
        }
    }

    /** What somebody typed is shown as typed by whatever renders the file, and is nothing but text there. */
    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "# no heading", "> no quotation", "- no list",
        "1. no list", "2) no list",
        "+ no list", "*no* _emphasis_ **here**", "`no code`", "[no link](javascript:alert(1))", "![no](picture)", "&lt;no entity&gt;",
        "a \\ b", "---", "===", "```",
        "~~~", "<https://no.link>", "| a | b |"})
    void whatTheReaderWroteStaysText(String words) {
        String file = transcript.markdown(conversation(words),
                List.of(message(Role.READER, Status.COMPLETE, words, List.of(), Optional.empty())));
        String html = HtmlRenderer.builder().build().render(Parser.builder().build().parse(file));
        String shown = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
        assertThat(html).contains("<h1>" + shown + "</h1>").contains("<blockquote>\n<p>" + shown + "</p>\n</blockquote>");
    }

    private static Conversation conversation(String title) {
        return new Conversation(PASSAGE, title, false, Optional.of("physical-ai"), NOON, NOON);
    }

    private static Message message(Role role, Status status, String text, List<Citation> citations, Optional<Judgement> judgement) {
        return new Message(PASSAGE, PASSAGE, role, status, text, citations, NOON, Optional.empty(), judgement);
    }
}
