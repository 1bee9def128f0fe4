package dev.hornbook.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NamesTest {
    private final BookAnalyzer analyzer = new BookAnalyzer();

    private boolean missing(String question, String text) {
        return Names.missing(Names.in(question), analyzer, List.of(Set.of(), analyzer.terms(text)));
    }

    @Test
    void aNameHasACapitalADigitOrAnUnderscoreInside() {
        assertThat(Names.in("How does PgBouncer differ from pg_cron, the CRDT and H264?")).containsExactly("PgBouncer", "pg_cron", "CRDT",
                "H264");
    }

    @Test
    void aCapitalAtTheBeginningOfASentenceNamesNothing() {
        assertThat(Names.in("Why? Because of Kubernetes. Gears wear: How do I know?")).containsExactly("Kubernetes");
    }

    @Test
    void numbersAndLettersByThemselvesAreNoNames() {
        assertThat(Names.in("what may I do with 55 V in 10ms, in A or, for the 2nd time, in B?")).isEmpty();
    }

    @Test
    void whereEverythingIsInCapitalsNothingIsNamed() {
        assertThat(Names.in("WHY DOES MY ROBOT WOBBLE?")).isEmpty();
        assertThat(Names.in("How Does A Robot Wobble")).isEmpty();
    }

    @Test
    void aNameThatNoTextHoldsIsMissing() {
        assertThat(missing("How do I pool connections in PgBouncer?", "How to pool connections.")).isTrue();
        assertThat(missing("How do I pool connections in PgBouncer?", "PGBouncer pools them.")).isFalse();
        assertThat(missing("How do I pool connections?", "Nothing of this.")).isFalse();
    }
}
