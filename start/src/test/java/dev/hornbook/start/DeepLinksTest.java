package dev.hornbook.start;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import dev.hornbook.evaluation.LabelledQuestion;
import dev.hornbook.evaluation.QuestionSet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every citation of every answer to the sample textbook's labelled questions is followed, in Chromium, to the words it cites. */
@Tag("browser")
class DeepLinksTest {
    /** As following a citation's link does: the address, and the quoted words in the history's entry. */
    private static final String FOLLOW = """
                                         ({ address, quote }) => {
                                           history.pushState({ from: '/', quote }, '', address);
                                           dispatchEvent(new PopStateEvent('popstate', { state: history.state }));
                                         }
                                         """;
    private static final String MARKED = """
                                         ({ quote, anchor }) => {
                                           const letters = (text) => text.toLowerCase().replace(/[^\\p{L}\\p{N}]/gu, '');
                                           const marks = [...document.querySelectorAll('article mark')];
                                           return marks.length > 0 && document.getElementById(anchor)?.contains(marks[0])
                                             && letters(marks.map((mark) => mark.textContent).join('')).includes(letters(quote));
                                         }
                                         """;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @TempDir
    private Path directory;

    /** What a citation leads to. */
    private record Target(String address, String anchor, String quote) {
        static Target of(JsonNode citation) {
            String[] place = citation.path("anchor").asText().split("#", 2);
            return new Target("/books/" + citation.path("textbook").asText() + "/" + place[0] + "?passage="
                    + citation.path("passage").asText() + "#" + place[1], place[1], citation.path("quote").asText());
        }
    }

    @Test
    @Timeout(value = 4, unit = TimeUnit.MINUTES)
    void everyCitationOpensItsChapterAtTheCitedSentence() {
        try (Hornbook hornbook = Hornbook.serve(directory, Map.of());
                Reader reader = Reader.signedUpAt(hornbook.address());
                Browser browser = Browser.open()) {
            Set<Target> targets = new LinkedHashSet<>();
            int answers = 0;
            for (LabelledQuestion labelled : QuestionSet.ours("physical-ai").questions()) {
                if (!labelled.isAnswerable()) {
                    continue;
                }
                JsonNode answer = reader.ask(reader.conversation(), labelled.question());
                answers++;
                answer.path("citations").forEach(citation -> targets.add(Target.of(citation)));
            }
            assertThat(targets).hasSizeGreaterThan(answers / 2);

            Page page = browser.reader(1280, 800);
            page.navigate(hornbook.address().toString());
            List<Target> astray = new ArrayList<>();
            for (Target target : targets) {
                // From the answer's page each time, as a reader comes.
                page.evaluate(FOLLOW, Map.of("address", "/", "quote", ""));
                page.evaluate(FOLLOW, Map.of("address", target.address(), "quote", target.quote()));
                try {
                    Map<String, String> wanted = Map.of("quote", target.quote(), "anchor", target.anchor());
                    Patience.until(PATIENCE, () -> page.evaluate(MARKED, wanted), Boolean.TRUE::equals);
                } catch (AssertionError e) {
                    astray.add(target);
                }
            }
            assertThat(astray).as("of %d citations in %d answers", targets.size(), answers).isEmpty();
        }
    }
}
