package dev.hornbook.textbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.retrieval.WordPiece;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.Block;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Node;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** What holds of every section, however it is made, with the embedding model's own tokens. */
class RandomSectionsTest {
    private static final TokenCounter TOKENS = WordPiece.ofModel();
    private static final List<String> WORDS = List.of("robot", "torque", "pg_stat_activity", "maxPoolSize", "é", "naïve", "2.5", "N·m",
            "한국어", "漢字", "`x = 1`",
            "**bold**", "[link](https://example.org/a/very/long/path?with=parameters&and=more)", "supercalifragilisticexpialidocious",
            "end.", "Next", "🤖");

    private final StringBuilder markdown = new StringBuilder();
    private Random random;

    private String words(int most) {
        return random.ints(1 + random.nextInt(most), 0, WORDS.size()).mapToObj(WORDS::get).collect(Collectors.joining(" "));
    }

    private String code(int most) {
        return "```sql\n" + IntStream.range(0, 1 + random.nextInt(most)).mapToObj(i -> "select " + i + " -- " + words(6).replace('`', '\''))
                .collect(Collectors.joining("\n")) + "\n```";
    }

    private String table(int most) {
        return "| a | b |\n| --- | --- |\n" + IntStream.range(0, 1 + random.nextInt(most)).mapToObj(i -> "| " + i + " | " + words(8) + " |")
                .collect(Collectors.joining("\n"));
    }

    private String list(int most, int depth) {
        return IntStream.range(0, 1 + random.nextInt(most)).mapToObj(i -> {
            String mark = random.nextBoolean() ? "- " : (i + 1) + ". ";
            String item = words(30) + switch (random.nextInt(6)) {
                case 0 -> "\n\n" + code(12);
                case 1 -> depth > 2 ? "" : "\n\n" + list(5, depth + 1);
                case 2 -> "\n\n" + words(200);
                default -> "";
            };
            return mark + item.replaceAll("\n(?=[^\n])", "\n" + " ".repeat(mark.length()));
        }).collect(Collectors.joining("\n\n"));
    }

    private String block() {
        return switch (random.nextInt(8)) {
            case 0 -> code(60);
            case 1 -> table(60);
            case 2 -> list(20, 0);
            case 3 -> "> " + words(300);
            case 4 -> "**Table " + words(5).replaceAll("[*`\\[\\]]", "") + "**\n\n" + table(10);
            default -> words(200);
        };
    }

    @RepeatedTest(25)
    void noPassageIsAboveTheLimitNothingIsLostAndCodeAndTablesStayWhole(RepetitionInfo repetition) {
        random = new Random(repetition.getCurrentRepetition());
        var path = new ArrayList<>(List.of("Chapter"));
        while (random.nextInt(3) > 0) {
            path.add(words(random.nextInt(10) == 0 ? 60 : 6));
        }
        int blocks = 1 + random.nextInt(12);
        for (int i = 0; i < blocks; i++) {
            markdown.append(block()).append("\n\n");
        }
        String section = markdown.toString().strip();
        List<Cut> cuts = new Cutter(TOKENS).cut(path, section);

        assertThat(cuts)
                .allSatisfy(cut -> assertThat(TOKENS.count(Cutter.heading(path) + "\n" + cut.text()) + 2).isLessThanOrEqualTo(Cutter.MOST));

        Map<String, Long> kept = counts(cuts.stream().map(Cut::text).collect(Collectors.joining("\n")));
        counts(PlainText.of(section))
                .forEach((word, times) -> assertThat(kept.getOrDefault(word, 0L)).as(word).isGreaterThanOrEqualTo(times));
        int room = Cutter.MOST - 2 - TOKENS.count(Cutter.heading(path));
        for (String whole : wholes(Markdown.parse(section))) {
            if (TOKENS.count(whole) <= room) {
                assertThat(cuts).anySatisfy(cut -> assertThat(cut.text()).contains(whole));
            }
        }
    }

    private static Map<String, Long> counts(String text) {
        return Stream.of(text.split("\\s+")).collect(Collectors.groupingBy(word -> word, Collectors.counting()));
    }

    /** The words of each piece of code and each table, in lists too. */
    private static List<String> wholes(Node node) {
        var wholes = new ArrayList<String>();
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            if (child instanceof FencedCodeBlock || child instanceof TableBlock) {
                wholes.add(PlainText.of(child));
            } else if (child instanceof Block) {
                wholes.addAll(wholes(child));
            }
        }
        return wholes;
    }
}
