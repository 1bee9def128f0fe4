package dev.hornbook.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BookAnalyzerTest {
    @Test
    void codesNamesAreFoundWholeAndByTheirParts() {
        assertThat(new BookAnalyzer().terms("maxPoolSize torch.nn sidebar_position")).contains("maxpools", "pool", "size", "nn", "torch",
                "posit");
    }

    @Test
    void aQuestionsTermsAreWhatItIsAbout() {
        assertThat(BookAnalyzer.ofQuestions().terms("How is the capture point of a walking robot computed?")).containsExactly("captur",
                "point",
                "walk", "robot", "comput");
    }

    @Test
    void accentsAndCaseMakeNoDifference() {
        assertThat(new BookAnalyzer().terms("Möbius CAFÉ")).isEqualTo(new BookAnalyzer().terms("mobius cafe"));
    }

    @Test
    void aWordIsItselfAndThenItsPartsAndOneLeftOutTakesThemWithIt() {
        BookAnalyzer questions = BookAnalyzer.ofQuestions();
        assertThat(questions.words("Why can't the LiDAR see 1.2 metres?")).containsExactly(List.of("lidar", "li", "dar"), List.of("see"),
                List.of("1.2", "1", "2"), List.of("metr"));
        assertThat(questions.words("")).isEmpty();
    }
}
