package dev.hornbook.textbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CutterTest {
    private static final List<String> PATH = List.of("Chapter", "Section");
    private final Cutter cutter = new Cutter(TextSource::words);

    private static String words(int count) {
        return IntStream.range(0, count).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
    }

    private List<String> cut(String markdown) {
        return cutter.cut(PATH, markdown).stream().map(Cut::markdown).toList();
    }

    @Test
    void smallNeighboursArePutTogether() {
        assertThat(cut("One.\n\nTwo.\n\n- a\n- b")).containsExactly("One.\n\nTwo.\n\n- a\n- b");
    }

    @Test
    void aPassageIsFilledToAboutThreeHundredAndFiftyTokens() {
        String paragraph = words(150);
        assertThat(cut(String.join("\n\n", paragraph, paragraph, paragraph, paragraph)))
                .containsExactly(paragraph + "\n\n" + paragraph, paragraph + "\n\n" + paragraph);
    }

    @Test
    void aSmallRestJoinsItsNeighbourRatherThanStandAlone() {
        assertThat(cut(words(340) + "\n\n" + words(30))).hasSize(1);
    }

    @Test
    void codeIsNeverCutWhileItFits() {
        String code = "```java\n" + IntStream.range(0, 100).mapToObj(i -> "call(" + i + ");\n\n").collect(Collectors.joining()) + "```";
        assertThat(cut(words(300) + "\n\n" + code + "\n\n" + words(300))).anySatisfy(passage -> assertThat(passage).contains(code));
    }

    @Test
    void aTableThatIsTooLongIsCutBetweenRowsUnderItsHead() {
        String head = "| name | value |\n| --- | --- |\n";
        String rows = IntStream.range(0, 400).mapToObj(i -> "| n" + i + " | v" + i + " |").collect(Collectors.joining("\n"));
        List<String> parts = cut(head + rows);
        assertThat(parts).hasSizeGreaterThan(2).allSatisfy(part -> assertThat(part).startsWith(head));
        assertThat(parts.stream().map(part -> part.substring(head.length())).collect(Collectors.joining("\n"))).isEqualTo(rows);
    }

    @Test
    void nothingIsLostAndNothingIsAboveTheLimit() {
        String code = "~~~\n" + IntStream.range(0, 900).mapToObj(i -> "line " + i).collect(Collectors.joining("\n")) + "\n~~~";
        String prose = IntStream.range(0, 300).mapToObj(i -> "Sentence number " + i + " ends here.").collect(Collectors.joining(" "));
        String markdown = prose + "\n\n" + code + "\n\n- " + words(700) + "\n- end";
        List<Cut> cuts = cutter.cut(PATH, markdown);
        assertThat(cuts)
                .allSatisfy(cut -> assertThat(TextSource.words(Cutter.heading(PATH) + " " + cut.markdown())).isLessThanOrEqualTo(480));
        String all = cuts.stream().map(Cut::text).collect(Collectors.joining("\n"));
        assertThat(all.split("\\s+")).containsAll(List.of(PlainText.of(markdown).split("\\s+")));
    }

    @Test
    void aTitleGoesWithItsTableAndAColonWithWhatItAnnounces() {
        String table = "| a | b |\n| --- | --- |\n" + IntStream.range(0, 80).mapToObj(i -> "| x | y |").collect(Collectors.joining("\n"));
        assertThat(cut(words(150) + "\n\n**Table 1. Letters**\n\n" + table)).containsExactly(words(150),
                "**Table 1. Letters**\n\n" + table);
        assertThat(cut(words(340) + "\n\nAs follows:\n\n" + words(200))).containsExactly(words(340), "As follows:\n\n" + words(200));
    }

    @Test
    void aLongListIsCutBetweenItsItemsAndTheCodeInThemStaysWhole() {
        String item = words(60) + "\n\n  ```\n  a\n\n  " + words(60) + "\n  ```";
        List<String> parts = cut(IntStream.range(0, 8).mapToObj(i -> "- " + item).collect(Collectors.joining("\n\n")));
        assertThat(parts).hasSize(4).containsOnly("- " + item + "\n\n- " + item);
    }

    @Test
    void anItemThatIsTooLongIsCutAsASectionIs() {
        List<String> parts = cut(
                "1. One\n2. " + words(300) + "\n\n   " + words(300) + "\n\n   ```\n   " + words(100) + "\n   ```\n3. Three");
        assertThat(parts.getFirst()).startsWith("1. One").contains("2. " + words(300));
        assertThat(parts).anySatisfy(part -> assertThat(part).contains("```\n" + words(100) + "\n```"));
        assertThat(parts.getLast()).endsWith("3. Three");
    }

    @Test
    void addressesOfLinksDoNotCountBecauseTheyAreNotEmbedded() {
        var letters = new Cutter(String::length);
        String link = "[a](https://example.org/" + "x".repeat(100) + ") ";
        assertThat(letters.cut(PATH, link.repeat(100).strip())).hasSize(1);
    }

    @Test
    void titlesOfUnreasonableLengthLeaveRoomForTheText() {
        String title = "t".repeat(300);
        String heading = Cutter.heading(List.of(title, title, title));
        assertThat(heading).hasSizeLessThanOrEqualTo(220).contains(" > … > ").endsWith("…");
        assertThat(Cutter.heading(PATH)).isEqualTo("Chapter > Section");
    }

    @Test
    void theSameWordsUnderAnotherHeadingAreAnotherPassage() {
        assertThat(cutter.cut(PATH, "Same.").getFirst().hash()).isNotEqualTo(cutter.cut(List.of("Other"), "Same.").getFirst().hash());
    }

    @Test
    void endlessWordsAreCutToo() {
        var letters = new Cutter(String::length);
        assertThat(letters.cut(PATH, "𝒜".repeat(5_000))).allSatisfy(cut -> {
            assertThat(cut.markdown().length()).isLessThanOrEqualTo(480);
            assertThat(Character.isLowSurrogate(cut.markdown().charAt(0))).isFalse();
        });
    }
}
