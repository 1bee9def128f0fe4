package dev.hornbook.sim.compute;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One look at what the database says of its own use.
 *
 * @param now the database's clock
 * @param activeTime milliseconds spent in statements, over all databases but the system's
 * @param sessions sessions opened, over the same
 * @param busyBackends client backends in any state but {@code idle}
 * @param newestIdle when the newest idle one became idle
 * @param upkeep walsenders, logical subscriptions and autovacuum workers
 */
record ActivitySample(Instant now, double activeTime, long sessions, long busyBackends, Optional<Instant> newestIdle, long upkeep) {

    /** Database {@code postgres} and the superuser are left out, as by Neon: they are the monitoring's own. */
    private static final String LOOK = """
                                       select extract(epoch from clock_timestamp()),
                                         (select coalesce(sum(active_time), 0) from pg_stat_database where datname not in ('postgres', 'template0', 'template1')),
                                         (select coalesce(sum(sessions), 0) from pg_stat_database where datname not in ('postgres', 'template0', 'template1')),
                                         count(*) filter (where backend_type = 'client backend' and usename <> 'cloud_admin' and state is distinct from 'idle'),
                                         extract(epoch from max(state_change) filter (where backend_type = 'client backend' and usename <> 'cloud_admin' and state = 'idle')),
                                         count(*) filter (where backend_type in ('walsender', 'autovacuum worker'))
                                           + (select count(*) from pg_stat_subscription where pid is not null)
                                       from pg_stat_activity
                                       """;

    /** Looks now. */
    static ActivitySample read(Admin admin) {
        List<String> row = admin.query(LOOK).getFirst();
        return new ActivitySample(instant(row.get(0)), Double.parseDouble(row.get(1)), Long.parseLong(row.get(2)),
                Long.parseLong(row.get(3)),
                Optional.ofNullable(row.get(4)).map(ActivitySample::instant), Long.parseLong(row.get(5)));
    }

    /** Seconds since the epoch, with microseconds. */
    private static Instant instant(String epoch) {
        BigDecimal seconds = new BigDecimal(epoch);
        return Instant.ofEpochSecond(seconds.longValue(), seconds.remainder(BigDecimal.ONE).movePointRight(9).longValue());
    }
}
