package dev.hornbook.sim;

import dev.hornbook.sim.compute.Compute;
import dev.hornbook.sim.proxy.Conditions;
import dev.hornbook.sim.proxy.ProxyServer;
import java.time.Duration;
import java.util.Optional;

/** Faults of the network and of the control plane, set while the simulator runs; each holds until {@link #clear()}. */
public final class Faults {

    private final ProxyServer proxy;
    private final Compute compute;

    Faults(ProxyServer proxy, Compute compute) {
        this.proxy = proxy;
        this.compute = compute;
    }

    /**
     * Refuses every client that has authenticated with this text, as {@code ERROR} and {@code XX000}. Nothing is woken for
     * it. Sessions already open stay.
     */
    public void refuse(String text) {
        conditions().refuse(Optional.of(text));
    }

    /**
     * Makes what passes take longer: each chunk a client or PostgreSQL sends, up to 16 KiB, waits this long. Chunks of one
     * direction wait one after another, so a long stream slows down with it as on a slow line.
     */
    public void latency(Duration eachWay) {
        conditions().latency(eachWay);
    }

    /** Lets nothing pass in either direction while every connection stays open, new ones included. */
    public void blackHole() {
        conditions().blackHole(true);
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
        compute.restart();
    }

    /** Ends refusals, latency and black hole; what was held back goes on its way. */
    public void clear() {
        conditions().refuse(Optional.empty());
        conditions().latency(Duration.ZERO);
        conditions().blackHole(false);
    }

    private Conditions conditions() {
        return proxy.conditions();
    }
}
