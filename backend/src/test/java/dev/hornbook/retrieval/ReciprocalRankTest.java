package dev.hornbook.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hornbook.retrieval.ReciprocalRank.Ranking;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReciprocalRankTest {
    private static List<String> fuse(List<List<String>> rankings) {
        return ReciprocalRank.fuse(3, alike(rankings)).stream().map(ReciprocalRank.Fused::item).toList();
    }

    private static List<Ranking<String>> alike(List<List<String>> rankings) {
        return rankings.stream().map(items -> new Ranking<>(1, items)).toList();
    }

    @Test
    void whatBothEnginesFindComesBeforeWhatOneFinds() {
        assertThat(fuse(List.of(List.of("a", "b"), List.of("c", "b")))).containsExactly("b", "a", "c");
    }

    @Test
    void aScoreIsTheSumOfTheReciprocalRanks() {
        assertThat(ReciprocalRank.fuse(3, alike(List.of(List.of("a", "b"), List.of("b")))).getFirst().score()).isCloseTo(1.0 / 5 + 1.0 / 4,
                within(1e-12));
    }

    @Test
    void aRankingOfHalfTheWeightCountsAsIfItsRanksWereTwiceAsFar() {
        assertThat(ReciprocalRank.fuse(3, List.of(new Ranking<>(1, List.of("a", "b")), new Ranking<>(0.5, List.of("c"))))).extracting(
                ReciprocalRank.Fused::score).containsExactly(1.0 / 4, 1.0 / 5, 1.0 / 5);
    }

    @Test
    void tiesGoByTheItemsOwnOrderWhateverTheRankings() {
        assertThat(fuse(List.of(List.of("b", "x"), List.of("a", "y")))).isEqualTo(fuse(List.of(List.of("a", "y"), List.of("b", "x"))))
                .containsExactly("a", "b", "x", "y");
    }

    @Test
    void oneRankingStaysAsItIsAndNoneIsNothing() {
        assertThat(fuse(List.of(List.of("c", "a", "b")))).containsExactly("c", "a", "b");
        assertThat(fuse(List.of())).isEmpty();
    }
}
