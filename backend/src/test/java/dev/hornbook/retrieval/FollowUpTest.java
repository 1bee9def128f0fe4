package dev.hornbook.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FollowUpTest {
    private static Optional<String> context(String text) {
        return FollowUp.context(new Question(text, Optional.of("before"), Optional.empty()), BookAnalyzer.ofQuestions());
    }

    @ParameterizedTest
    @ValueSource(strings = {"And how is it computed?", "Why?", "What about running?", "How fast?", "Does that hold on stairs of a house?",
        "But what limits the torque of a motor?"})
    void aQuestionThatLeansOnTheOneBeforeIsReadWithIt(String text) {
        assertThat(context(text)).contains("before");
    }

    @ParameterizedTest
    @ValueSource(strings = {"What is domain randomisation?", "How does a Kalman filter weigh measurements?",
        "What is the law that relates a motor's torque and current?", "Is there a limit for the torque of a geared motor?"})
    void aQuestionThatStandsAloneIsReadAlone(String text) {
        assertThat(context(text)).isEmpty();
    }
}
