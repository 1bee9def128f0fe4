package dev.hornbook.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.config.SignUp;
import dev.hornbook.testing.TestDatabase;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One script for a real Better Auth server and for Hornbook, each on a database of its own: the answers must be the same. */
@Tag("integration")
class SameAnswersTest {

    private static final URI ADDRESS = URI.create("https://book.example.org");

    @AutoClose
    private static final TestDatabase theirs = TestDatabase.migrated();
    @AutoClose
    private static final TestDatabase ours = TestDatabase.migrated();
    @AutoClose
    private static final BetterAuthServer betterAuth = new BetterAuthServer(theirs, ADDRESS, AuthServer.SECRET);
    @AutoClose
    private static final AuthServer hornbook = new AuthServer(ours.database(), Optional.of(ADDRESS), AuthServer.SECRET);

    @ParameterizedTest
    @ValueSource(strings = {"own-account.txt", "mailed-links.txt", "guests.txt", "session-cookie.txt"})
    void theSameQuestionsGetTheSameAnswers(String script) {
        compare(script, betterAuth, hornbook);
    }

    @Test
    void whereSignUpIsClosedTooTheSameQuestionsGetTheSameAnswers() {
        try (var closedThere = new BetterAuthServer(theirs, ADDRESS, AuthServer.SECRET, SignUp.CLOSED);
                var closedHere = new AuthServer(ours.database(), Optional.of(ADDRESS), AuthServer.SECRET, SignUp.CLOSED)) {
            compare("closed.txt", closedThere, closedHere);
        }
    }

    private static void compare(String script, BetterAuthServer betterAuth, AuthServer hornbook) {
        WireScript there = new WireScript(betterAuth, theirs, ADDRESS);
        WireScript here = new WireScript(hornbook, ours, ADDRESS);
        SoftAssertions answers = new SoftAssertions();
        for (String line : WireScript.lines(script)) {
            String expected = there.play(line);
            // Otherwise time would stand still, and what comes after the other be anybody's guess.
            hornbook.clock.advance(Duration.ofMillis(1));
            answers.assertThat(here.play(line)).as(line).isEqualTo(expected);
        }
        answers.assertAll();
        assertThat(hornbook.mails()).isEmpty();
        assertThat(betterAuth.mails()).isEmpty();
    }
}
