package dev.hornbook.account;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Tokens whose signature was checked once: checking costs a fifth of a millisecond of a core, and a page sends the same
 * token with every request for a quarter of an hour. Only when it is good has to be asked again.
 */
final class VerifiedTokens {

    private static final int SIZE = 10_000;

    /**
     * What a good signature stands for.
     *
     * @param reader whom the token speaks for
     * @param from when it begins to be good
     * @param until when it is good no more
     */
    record Verified(Reader reader, Instant from, Instant until) {

        boolean goodAt(Instant time) {
            return !time.isBefore(from) && time.isBefore(until);
        }
    }

    private final Map<String, Verified> tokens = new LeastRecentlyUsed<>(SIZE);

    synchronized Optional<Verified> find(String token) {
        return Optional.ofNullable(tokens.get(token));
    }

    synchronized void keep(String token, Verified verified) {
        tokens.put(token, verified);
    }
}
