package dev.hornbook.pool.internal;

import dev.hornbook.pool.WakeCause;

import java.util.Optional;

/**
 * On whose behalf a connection is asked for.
 *
 * @param cause the kind of asker
 * @param work what the asker calls its work, if it calls it anything; the pool hands it on and makes nothing of it
 */
public record Behalf(WakeCause cause, Optional<Object> work) {
    static Behalf of(WakeCause cause) {
        return new Behalf(cause, Optional.empty());
    }

    @Override
    public String toString() {
        return cause + work.map(what -> " of " + what).orElse("");
    }
}
