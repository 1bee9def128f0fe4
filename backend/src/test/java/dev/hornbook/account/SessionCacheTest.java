package dev.hornbook.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionCacheTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private final SettableClock clock = new SettableClock(NOW);
    private final SessionCache cache = new SessionCache(clock, 2);

    @Test
    void aSessionIsBelievedForFiveMinutes() {
        cache.keep(session("a"));
        clock.advance(Duration.ofSeconds(299));
        assertThat(cache.find("a")).contains(session("a"));
        clock.advance(Duration.ofSeconds(1));
        assertThat(cache.find("a")).isEmpty();
    }

    @Test
    void aSessionReadBeforeItsEndIsNotPutBackAfterIt() {
        SignedIn readBeforeTheEnd = session("a");
        cache.end("a");
        cache.keep(readBeforeTheEnd);
        assertThat(cache.find("a")).isEmpty();
        assertThat(cache.ended("a")).isTrue();
    }

    @Test
    void theSessionNotAskedForTheLongestGoesFirst() {
        cache.keep(session("a"));
        cache.keep(session("b"));
        cache.find("a");
        cache.keep(session("c"));
        assertThat(cache.find("a")).isPresent();
        assertThat(cache.find("b")).isEmpty();
    }

    @Test
    void sessionsOfAUserEndTogetherAndOthersGoOn() {
        cache.keep(session("a"));
        cache.keep(session("b"));
        cache.endAll("somebody else", _ -> true);
        assertThat(cache.find("a")).isPresent();
        cache.endAll("u", token -> !token.equals("b"));
        assertThat(cache.ended("a")).isTrue();
        assertThat(cache.find("b")).isPresent();
    }

    @Test
    void aReadingBegunBeforeAChangeDoesNotBringTheOldNameBack() {
        cache.keep(session("a"));
        User changed = new User("u", "Anna", "ann@example.org", false, Optional.empty(), NOW, NOW.plusSeconds(1), false);
        cache.changed(changed);
        cache.keep(session("a"));
        assertThat(cache.find("a").orElseThrow().user()).isEqualTo(changed);
    }

    private static SignedIn session(String token) {
        User user = new User("u", "Ann", "ann@example.org", false, Optional.empty(), NOW, NOW, false);
        return new SignedIn(new Session("s", token, "u", NOW.plus(Session.LIFE), NOW, NOW, Optional.empty(), Optional.empty()), user);
    }
}
