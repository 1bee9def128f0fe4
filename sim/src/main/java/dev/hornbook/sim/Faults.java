package dev.hornbook.sim;

import dev.hornbook.sim.compute.ColdStart;
import dev.hornbook.sim.compute.Compute;
import dev.hornbook.sim.proxy.ProxyServer;
import dev.hornbook.sim.proxy.Weather;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;

/**
 * Faults of the network, the proxy, the compute and the control plane, set while the simulator runs. Each holds until
 * {@link #clear()}; what is set through {@link #next(int)} meets so many new connections alone, and stays with them.
 */
public final class Faults {

    private final ProxyServer proxy;
    private final Compute compute;
    private final Runnable usualColdStart;
    private final OptionalInt connections;

    Faults(ProxyServer proxy, Compute compute, Runnable usualColdStart) {
        this(proxy, compute, usualColdStart, OptionalInt.empty());
    }

    private Faults(ProxyServer proxy, Compute compute, Runnable usualColdStart, OptionalInt connections) {
        this.proxy = proxy;
        this.compute = compute;
        this.usualColdStart = usualColdStart;
        this.connections = connections;
    }

    /**
     * Faults for the next so many connections that clients open (TCP), and for nobody else. What is set by two calls counts
     * down side by side: {@code next(1).slowTls(…)} and {@code next(1).refuse(…)} meet the same connection.
     */
    public Faults next(int connectionsToMeet) {
        if (connectionsToMeet < 1) {
            throw new IllegalArgumentException("next() takes the number of connections, at least 1, not " + connectionsToMeet);
        }
        return new Faults(proxy, compute, usualColdStart, OptionalInt.of(connectionsToMeet));
    }

    private void set(UnaryOperator<Weather> change) {
        if (connections.isPresent()) {
            proxy.conditions().meet(connections.getAsInt(), change.apply(Weather.CALM));
        } else {
            proxy.conditions().change(change);
        }
    }

    /**
     * Refuses every client that has authenticated with this text, as {@code ERROR} and {@code XX000}. Nothing is woken for
     * it. Sessions already open stay.
     */
    public void refuse(String text) {
        set(weather -> weather.refusing(text));
    }

    /** Refuses with one of Neon's texts. */
    public void refuse(Refusal refusal, String... names) {
        refuse(refusal.text(names));
    }

    /** Makes what passes take longer, by the same in both directions. */
    public void latency(Duration eachWay) {
        latency(eachWay, eachWay);
    }

    /**
     * Makes what passes take longer, TLS and authentication too. What a client sends waits a chunk (up to 16 KiB) at a time,
     * one after another, so that a long stream slows down as on a slow line; what it is sent is late by that once.
     */
    public void latency(Duration toCompute, Duration toClient) {
        set(weather -> weather.delaying(toCompute, toClient));
    }

    /**
     * Lets nothing pass in either direction while every connection stays open, new ones included: they are accepted and
     * hear nothing. Cleared, what was swallowed goes on its way, as TCP sends again what was lost.
     */
    public void blackHole() {
        set(Weather::swallowing);
    }

    /** Holds every TLS handshake up for so long. */
    public void slowTls(Duration by) {
        set(weather -> weather.slowTls(by));
    }

    /** Never answers a request for TLS (SSLRequest, or TLS begun without one): such a connection hangs until the client leaves. */
    public void stuckSslRequest() {
        set(Weather::stuckAtTls);
    }

    /** Holds every authentication up for so long, between TLS and the first word of SCRAM. */
    public void slowAuthentication(Duration by) {
        set(weather -> weather.slowAuthentication(by));
    }

    /**
     * Refuses clients that come while the compute is being suspended ({@link Refusal#CONTROL_PLANE_FAILED}), in place of
     * letting them wait for the next start (neondatabase/neon 5838).
     *
     * @param suspendTakes how long suspending takes at least, so that there is a time to come in
     */
    public void denyWhileSuspending(Duration suspendTakes) {
        compute.stopTakes(suspendTakes);
        set(Weather::denyingSuspending);
    }

    /** Makes every wake take this long on top of PostgreSQL's own time, whatever the settings say, and up to {@code jitter} longer. */
    public void coldStart(Duration least, Duration jitter) {
        compute.coldStart(new ColdStart(least, jitter, ThreadLocalRandom.current().nextLong()));
    }

    /**
     * Resets every connection (RST).
     *
     * @return how many there were
     */
    public int resetAll() {
        return proxy.resetAll();
    }

    /** Restarts PostgreSQL, as an update of the compute does. */
    public void restart() {
        restart(Duration.ZERO);
    }

    /** Restarts PostgreSQL with so long between its end and its start; clients that come meanwhile wait. Returns when it is back. */
    public void restart(Duration away) {
        compute.restart(away);
    }

    /** Ends all faults, of open connections too. */
    public void clear() {
        proxy.conditions().clear();
        compute.stopTakes(Duration.ZERO);
        usualColdStart.run();
    }
}
