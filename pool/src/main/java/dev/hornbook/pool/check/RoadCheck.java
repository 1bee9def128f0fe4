package dev.hornbook.pool.check;

import dev.hornbook.pool.NeonDataSource;
import dev.hornbook.pool.NeonSettings;
import dev.hornbook.pool.NeonUrl;

import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * Goes the road to the compute: {@code url}, {@code dns}, {@code tcp}, {@code tls}, {@code sign-in}, {@code server}, {@code connections},
 * {@code pool}, {@code round-trip}, {@code clock}, {@code load}. The names stay; it stops at the first step that the rest cannot do without.
 *
 * <p>It really connects, and so wakes a sleeping compute; it changes nothing. It opens what the pool may open and never more, and leaves the
 * last step out where others hold so many connections that it would take their last. Each step has a limit of its own: five seconds, ten for
 * the round trips and the load, and for signing in what the pool's settings allow for connecting and waking. So it ends whatever it hangs in:
 * after five seconds on a road that swallows everything, after a minute and a half should every step use up its time.
 */
public final class RoadCheck {
    private static final Duration SHORT = Duration.ofSeconds(5);
    private static final Duration LONG = Duration.ofSeconds(10);
    /** Over the limits that the looks keep by themselves, so that they can say what they saw. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final NeonDataSource pool;
    private final InstantSource clock;
    private final Reach.Names names;
    /** For a step that only looks. */
    private final Duration limit;

    /** @param pool to go the road with; one of its own, for the first connection is measured */
    public RoadCheck(NeonDataSource pool) {
        this(pool, InstantSource.system(), host -> List.of(InetAddress.getAllByName(host)), SHORT);
    }

    RoadCheck(NeonDataSource pool, InstantSource clock, Reach.Names names, Duration limit) {
        this.pool = pool;
        this.clock = clock;
        this.names = names;
        this.limit = limit;
    }

    /**
     * Goes the road.
     *
     * @return whether it leads to a server that can be asked further
     */
    public boolean run(Steps steps) {
        return way(steps) && server(steps);
    }

    private boolean way(Steps steps) {
        NeonSettings settings = pool.settings();
        NeonUrl url = settings.url();
        Reach reach = new Reach(url, names);
        Duration patience = settings.connectDeadline().plus(settings.wakeAllowance());
        return steps.bears("url", limit, () -> judged(url))
                && steps.bears("dns", limit, reach::dns)
                && steps.bears("tcp", limit.plus(GRACE), () -> reach.tcp(limit))
                && steps.bears("tls", limit.plus(GRACE), () -> new Encryption(url, clock).at(reach.open(), limit))
                && steps.bears("sign-in", patience.plus(GRACE), () -> new SignIn(pool).at(patience));
    }

    private boolean server(Steps steps) {
        Server server = new Server(pool);
        RoundTrips trips = new RoundTrips(pool, clock);
        return steps.bears("server", limit, server::login)
                && steps.bears("connections", limit, server::connections)
                && steps.bears("pool", limit, server::share)
                && steps.bears("round-trip", LONG, trips::probe)
                && steps.bears("clock", limit, trips::clocks)
                && steps.bears("load", LONG.plus(GRACE), () -> server.hasRoom()
                        ? new Hundred(pool).atOnce(LONG)
                        : Finding.fine("left out: others hold so many connections that it would take their last"));
    }

    private static Finding judged(NeonUrl url) {
        String words = url.user() + " at " + url.host() + ":" + url.port() + "/" + url.database()
                + (url.isNeon() ? url.isPooled() ? ", Neon's pooled host" : ", Neon's direct host" : "");
        return url.warnings().isEmpty() ? Finding.fine(words) : Finding.attention(words, String.join(" ", url.warnings()));
    }
}
