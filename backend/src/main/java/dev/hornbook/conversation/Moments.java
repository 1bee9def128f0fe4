package dev.hornbook.conversation;

import com.github.f4b6a3.uuid.factory.standard.TimeOrderedEpochFactory;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** The time and the ids that rows are written with. */
final class Moments {
    private final InstantSource clock;

    private final TimeOrderedEpochFactory ids;

    Moments(InstantSource clock) {
        this.clock = clock;
        this.ids = TimeOrderedEpochFactory.builder().withClock(clock.withZone(ZoneOffset.UTC)).withIncrementPlus1().build();
    }

    /** To the microsecond, which is what PostgreSQL keeps, so that what is returned equals what is read again. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** A UUIDv7, later in order than every other that this process made. */
    UUID newId() {
        return ids.create();
    }
}
