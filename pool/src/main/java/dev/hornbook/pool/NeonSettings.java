package dev.hornbook.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * How a pool behaves. Immutable: each method that takes a value returns settings changed in that one thing. A value that can never be right is
 * refused where it is given; how the values go together is judged by {@link NeonDataSource#open}.
 *
 * <pre>{@code NeonSettings.of(url).maximumSize(16).acquireTimeout(Duration.ofSeconds(2))}</pre>
 */
public final class NeonSettings {
    private static final Map<Setting, Object> DEFAULTS = Arrays.stream(Setting.values())
            .collect(Collectors.toUnmodifiableMap(Function.identity(), Setting::standard));

    private final NeonUrl url;
    private final Map<Setting, Object> values;

    private NeonSettings(NeonUrl url, Map<Setting, Object> values) {
        this.url = url;
        this.values = values;
    }

    /** The defaults for a URL; as {@link NeonUrl#parse}. */
    public static NeonSettings of(String url) {
        return of(NeonUrl.parse(url));
    }

    /** The defaults for a URL. */
    public static NeonSettings of(NeonUrl url) {
        return new NeonSettings(Objects.requireNonNull(url, "url"), DEFAULTS);
    }

    /** Where the pool connects to. */
    public NeonUrl url() {
        return url;
    }

    /** The most connections open or being opened at any time; 10. Few are enough: two a processor core, and one. */
    public int maximumSize() {
        return (Integer) values.get(Setting.MAXIMUM_SIZE);
    }

    /** See {@link #maximumSize()}; from 1 to 10,000. */
    public NeonSettings maximumSize(int connections) {
        return with(Setting.MAXIMUM_SIZE, connections);
    }

    /**
     * The share of the compute's usable connections that this pool may take; 1.0, all of them. The pool never has more than
     * {@code min(maximumSize, usable × share)}, whatever size the compute comes back with, and never fewer than one.
     */
    public double capacityShare() {
        return (Double) values.get(Setting.CAPACITY_SHARE);
    }

    /** See {@link #capacityShare()}; above 0, at most 1. With four instances of a service, 0.25 keeps them from exhausting it together. */
    public NeonSettings capacityShare(double share) {
        return with(Setting.CAPACITY_SHARE, share);
    }

    /** The most callers that wait at once; 4,096. One more is refused at once. */
    public int maximumWaiting() {
        return (Integer) values.get(Setting.MAXIMUM_WAITING);
    }

    /** See {@link #maximumWaiting()}; from 1 to 1,000,000. */
    public NeonSettings maximumWaiting(int callers) {
        return with(Setting.MAXIMUM_WAITING, callers);
    }

    /** How long a caller outside any {@link Demand} waits for a connection; 5 s. */
    public Duration acquireTimeout() {
        return time(Setting.ACQUIRE_TIMEOUT);
    }

    /** See {@link #acquireTimeout()}; longer than nothing. */
    public NeonSettings acquireTimeout(Duration limit) {
        return with(Setting.ACQUIRE_TIMEOUT, limit);
    }

    /** The limit of one attempt to connect over name resolution, TCP, TLS and authentication together; 5 s. */
    public Duration connectDeadline() {
        return time(Setting.CONNECT_DEADLINE);
    }

    /** See {@link #connectDeadline()}; longer than nothing. */
    public NeonSettings connectDeadline(Duration limit) {
        return with(Setting.CONNECT_DEADLINE, limit);
    }

    /** How long a compute may take to wake before it counts as DOWN; 15 s, as Neon's documentation advises for connecting. */
    public Duration wakeAllowance() {
        return time(Setting.WAKE_ALLOWANCE);
    }

    /** See {@link #wakeAllowance()}; longer than nothing. */
    public NeonSettings wakeAllowance(Duration limit) {
        return with(Setting.WAKE_ALLOWANCE, limit);
    }

    /** How long a connection stays open without being asked for; 60 s. */
    public Duration idleTimeout() {
        return time(Setting.IDLE_TIMEOUT);
    }

    /** See {@link #idleTimeout()}; longer than nothing, and at most half of {@link #suspendTimeout()}. */
    public NeonSettings idleTimeout(Duration limit) {
        return with(Setting.IDLE_TIMEOUT, limit);
    }

    /** After how long without activity the compute suspends, as set in Neon; 300 s, Neon's default. */
    public Duration suspendTimeout() {
        return time(Setting.SUSPEND_TIMEOUT);
    }

    /** See {@link #suspendTimeout()}; longer than nothing. For a compute that never suspends, any long time. */
    public NeonSettings suspendTimeout(Duration time) {
        return with(Setting.SUSPEND_TIMEOUT, time);
    }

    /** How old a connection becomes before it is replaced, less up to a tenth of it by chance, so that not all go at once; 30 min. */
    public Duration maximumLife() {
        return time(Setting.MAXIMUM_LIFE);
    }

    /** See {@link #maximumLife()}; longer than nothing. */
    public NeonSettings maximumLife(Duration age) {
        return with(Setting.MAXIMUM_LIFE, age);
    }

    /** How long after the server was last heard on a connection it is handed out unasked; 500 ms. Later an empty query goes first. */
    public Duration trustedFor() {
        return time(Setting.TRUSTED_FOR);
    }

    /** See {@link #trustedFor()}; zero asks every time. */
    public NeonSettings trustedFor(Duration time) {
        return with(Setting.TRUSTED_FOR, time);
    }

    /** The limit of that empty query, and of rolling back and resetting a connection that comes back; 2 s. */
    public Duration validationTimeout() {
        return time(Setting.VALIDATION_TIMEOUT);
    }

    /** See {@link #validationTimeout()}; longer than nothing. */
    public NeonSettings validationTimeout(Duration limit) {
        return with(Setting.VALIDATION_TIMEOUT, limit);
    }

    /** How long {@link NeonDataSource#close} waits for connections to come back before it breaks them off; 1 s. */
    public Duration closeGrace() {
        return time(Setting.CLOSE_GRACE);
    }

    /** See {@link #closeGrace()}; zero waits for none. */
    public NeonSettings closeGrace(Duration time) {
        return with(Setting.CLOSE_GRACE, time);
    }

    /** Where user and password come from, where not from the URL. */
    @SuppressWarnings("unchecked")
    public Optional<Supplier<Credentials>> credentials() {
        return values.get(Setting.CREDENTIALS) instanceof Supplier<?> supplier
                ? Optional.of((Supplier<Credentials>) supplier)
                : Optional.empty();
    }

    /**
     * Takes user and password from a supplier instead of the URL: it is asked for each connection that is opened, never on a caller's thread,
     * and perhaps on several at once. Open connections outlive a change. When the server refuses what it gave, it is asked once more, and
     * another answer is tried at once. A supplier that fails or takes longer than {@link #connectDeadline()} is a failed attempt
     * ({@link Fault.Connecting#CREDENTIALS}); at the deadline its thread is interrupted. What it throws becomes the cause of what callers get,
     * so keep secrets out of its messages.
     */
    public NeonSettings credentials(Supplier<Credentials> supplier) {
        return with(Setting.CREDENTIALS, supplier);
    }

    /** How long a connection may be out before it is reported as leaked, in the log and in the counters; 60 s. It is never taken away. */
    public Duration leakAfter() {
        return time(Setting.LEAK_AFTER);
    }

    /** See {@link #leakAfter()}; zero reports none. */
    public NeonSettings leakAfter(Duration time) {
        return with(Setting.LEAK_AFTER, time);
    }

    /** When the compute is kept awake although nobody asks for anything; {@link KeepWarm#off()}. */
    public KeepWarm keepWarm() {
        return (KeepWarm) values.get(Setting.KEEP_WARM);
    }

    /** See {@link #keepWarm()}; with {@link #suspendTimeout()} as it is set in Neon, half of which passes between two empty queries. */
    public NeonSettings keepWarm(KeepWarm policy) {
        return with(Setting.KEEP_WARM, policy);
    }

    /** What does not go together, a sentence each with what to change; empty when all does. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (url.isNeon() && idleTimeout().multipliedBy(2).compareTo(suspendTimeout()) > 0) {
            problems.add("idleTimeout (" + idleTimeout() + ") must be at most half of suspendTimeout (" + suspendTimeout()
                    + "), so that connections are closed well before the compute suspends under them.");
        }
        if (trustedFor().compareTo(idleTimeout()) > 0) {
            problems.add("trustedFor (" + trustedFor() + ") must not be longer than idleTimeout (" + idleTimeout() + ").");
        }
        return problems;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NeonSettings settings && url.equals(settings.url) && values.equals(settings.values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(url, values);
    }

    /** Every setting with its value, the password masked. */
    @Override
    public String toString() {
        return Arrays.stream(Setting.values()).map(setting -> setting.spelling() + "=" + shown(values.get(setting)))
                .collect(Collectors.joining(", ", url + " ", ""));
    }

    /** A supplier may hold what it supplies. */
    private static Object shown(Object value) {
        return value instanceof Supplier<?> ? "a supplier's" : value;
    }

    private Duration time(Setting setting) {
        return (Duration) values.get(setting);
    }

    private NeonSettings with(Setting setting, Object value) {
        Map<Setting, Object> changed = new EnumMap<>(values);
        changed.put(setting, setting.judged(Objects.requireNonNull(value, setting::spelling)));
        return new NeonSettings(url, changed);
    }
}
