package dev.hornbook.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Against values worked out by hand. */
class RanksTest {
    private static final Offset<Double> CLOSE = within(5e-5);
    private final List<String> ranking = List.of("a", "b", "c", "d", "e", "f");

    @Test
    void theReciprocalRankIsThatOfTheFirstRightPlace() {
        assertThat(Ranks.reciprocal(ranking, Set.of("c", "e"), 10)).isEqualTo(1.0 / 3);
        assertThat(Ranks.reciprocal(ranking, Set.of("c"), 3)).isEqualTo(1.0 / 3);
        assertThat(Ranks.reciprocal(ranking, Set.of("c"), 2)).isZero();
        assertThat(Ranks.reciprocal(ranking, Set.of("x"), 10)).isZero();
    }

    @Test
    void anyRightPlaceAmongTheFirstIsFound() {
        assertThat(Ranks.recall(ranking, Set.of("e", "x"), 5)).isEqualTo(1);
        assertThat(Ranks.recall(ranking, Set.of("f"), 5)).isZero();
        assertThat(Ranks.recall(List.of(), Set.of("a"), 20)).isZero();
    }

    @Test
    void oneRightPlaceGainsByTheLogarithmOfItsRank() {
        // 1 / log2(1 + 1) = 1;  1 / log2(1 + 3) = 0.5;  1 / log2(1 + 6) = 0.3562
        assertThat(Ranks.ndcg(ranking, Set.of("a"), 10)).isCloseTo(1, CLOSE);
        assertThat(Ranks.ndcg(ranking, Set.of("c"), 10)).isCloseTo(0.5, CLOSE);
        assertThat(Ranks.ndcg(ranking, Set.of("f"), 10)).isCloseTo(0.3562, CLOSE);
        assertThat(Ranks.ndcg(ranking, Set.of("f"), 5)).isZero();
    }

    @Test
    void severalRightPlacesAreMeasuredAgainstAllOfThemInFront() {
        // (1 / log2 3 + 1 / log2 5) / (1 / log2 2 + 1 / log2 3) = (0.6309 + 0.4307) / 1.6309 = 0.6509
        assertThat(Ranks.ndcg(ranking, Set.of("b", "d"), 10)).isCloseTo(0.6509, CLOSE);
        // 1 / (1 + 0.6309): one of two was found.
        assertThat(Ranks.ndcg(ranking, Set.of("a", "x"), 10)).isCloseTo(0.6131, CLOSE);
    }

    @Test
    void noMoreRightPlacesAreExpectedThanAreLookedAt() {
        assertThat(Ranks.ndcg(ranking, Set.of("a", "b", "c"), 2)).isCloseTo(1, CLOSE);
    }
}
