package dev.hornbook.pool.soak;

import dev.hornbook.sim.Refusal;
import dev.hornbook.sim.Simulator;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Faults by chance, from a seed: one after another, with pauses in which all is well. */
final class Mischief {
    /** After a refusal of these the pool rests for half a minute or more, so they come seldom and not at the end. */
    private static final List<Refusal> LASTING = List.of(Refusal.COMPUTE_TIME_QUOTA, Refusal.ENDPOINT_DISABLED,
            Refusal.ENDPOINT_UNAVAILABLE);
    private static final List<Refusal> PASSING = List.of(Refusal.NO_COMPUTE, Refusal.CONTROL_PLANE_FAILED, Refusal.AUTHENTICATION_TIMED_OUT,
            Refusal.TOO_MANY_CONNECTIONS, Refusal.TOO_MANY_ATTEMPTS, Refusal.NO_PERMIT, Refusal.SLOTS_RESERVED, Refusal.STARTING_UP);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(150);
    /** Now and then all is well for so long that what the server knows can be told from what is passing. */
    private static final Duration REST = Duration.ofSeconds(8);

    private final Simulator neon;
    private final Tallies tallies;
    private final Random random;
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile long lastFault = System.nanoTime();
    private Thread thread;

    Mischief(Simulator neon, Tallies tallies, long seed) {
        this.neon = neon;
        this.tallies = tallies;
        this.random = new Random(seed);
    }

    void start(long end) {
        thread = Thread.ofPlatform().name("mischief").start(() -> {
            try {
                while (!stop.await(random.nextInt(20) == 0 ? REST.toMillis() : 200 + random.nextInt(1_500), TimeUnit.MILLISECONDS)) {
                    one(Duration.ofNanos(end - System.nanoTime()).compareTo(LONGEST_PAUSE) > 0);
                    lastFault = System.nanoTime();
                }
            } catch (InterruptedException e) {
                tallies.violation("the faults were interrupted by nobody");
            } finally {
                neon.faults().clear();
            }
        });
    }

    /** How long all has been well. */
    Duration quiet() {
        return Duration.ofNanos(System.nanoTime() - lastFault);
    }

    void stop() throws InterruptedException {
        stop.countDown();
        thread.join();
    }

    private void one(boolean early) throws InterruptedException {
        lastFault = System.nanoTime();
        int kind = random.nextInt(100);
        if (kind < 20) {
            told("suspend");
            neon.suspend();
        } else if (kind < 35) {
            told("restart");
            neon.faults().restart();
        } else if (kind < 55) {
            told("reset");
            neon.faults().resetAll();
        } else if (kind < 70) {
            told("black hole");
            neon.faults().blackHole();
            last(100, 2_000);
        } else if (kind < 85) {
            told("latency");
            neon.faults().latency(Duration.ofMillis(1 + random.nextInt(20)));
            last(200, 1_500);
        } else if (kind < 88) {
            told("slow TLS");
            neon.faults().slowTls(Duration.ofMillis(100 + random.nextInt(3_000)));
            anew(2_500);
        } else if (kind < 91) {
            told("slow authentication");
            neon.faults().slowAuthentication(Duration.ofMillis(100 + random.nextInt(3_000)));
            anew(2_500);
        } else if (kind < 93) {
            told("stuck SSLRequest");
            neon.faults().stuckSslRequest();
            anew(2_500);
        } else if (kind < 99 || !early) {
            told("passing refusal");
            refuse(PASSING, 1_500);
        } else {
            told("lasting refusal");
            refuse(LASTING, 3_000);
        }
    }

    private void refuse(List<Refusal> refusals, int most) throws InterruptedException {
        neon.faults().refuse(refusals.get(random.nextInt(refusals.size())));
        anew(most);
    }

    /** What meets connections while they open needs some that have to. */
    private void anew(int most) throws InterruptedException {
        neon.faults().resetAll();
        last(200, most);
    }

    private void last(int least, int most) throws InterruptedException {
        if (stop.await(least + random.nextInt(most - least), TimeUnit.MILLISECONDS)) {
            tallies.count("cut short");
        }
        neon.faults().clear();
    }

    private void told(String kind) {
        tallies.count("fault: " + kind);
    }
}
