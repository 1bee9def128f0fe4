package dev.hornbook.operations;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** How long requests took lately, by route: the last thousand of each, of the last quarter of an hour. */
public final class Latencies {
    private static final int REMEMBERED = 1_000;
    private static final Duration LATELY = Duration.ofMinutes(15);
    private static final int SERVER_FAULT = 500;

    private final InstantSource clock;
    private final Map<String, Deque<Request>> byRoute = new ConcurrentHashMap<>();

    public Latencies(InstantSource clock) {
        this.clock = clock;
    }

    private record Request(Instant at, int status, Duration took, Duration waited, Duration worked) {}

    /**
     * Times of the same kind, at the median, at the nineteen of twenty that were quicker, and at the most.
     */
    public record Spread(Duration p50, Duration p95, Duration max) {}

    /**
     * A route.
     *
     * @param route method and pattern
     * @param requests how many
     * @param failed of those, how many were answered with 500 or more
     * @param took from the request's head to the answer's end
     * @param waited of that, for a connection to the database
     * @param worked of that, on the database
     */
    public record Route(String route, int requests, int failed, Spread took, Spread waited, Spread worked) {}

    /** Notes a request that has ended. */
    public void note(String route, int status, Duration took, Duration waited, Duration worked) {
        Deque<Request> requests = byRoute.computeIfAbsent(route, _ -> new ArrayDeque<>());
        synchronized (requests) {
            if (requests.size() == REMEMBERED) {
                requests.removeFirst();
            }
            requests.addLast(new Request(clock.instant(), status, took, waited, worked));
        }
    }

    /** Routes that were asked for lately, the slowest first. */
    public List<Route> lately() {
        Instant since = clock.instant().minus(LATELY);
        return byRoute.entrySet().stream()
                .map(entry -> Map.entry(entry.getKey(), since(entry.getValue(), since)))
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> route(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing((Route route) -> route.took().p95()).reversed())
                .toList();
    }

    private static List<Request> since(Deque<Request> requests, Instant since) {
        synchronized (requests) {
            return requests.stream().filter(request -> !request.at().isBefore(since)).toList();
        }
    }

    private static Route route(String route, List<Request> requests) {
        int failed = (int) requests.stream().filter(request -> request.status() >= SERVER_FAULT).count();
        return new Route(route, requests.size(), failed, spread(requests, Request::took), spread(requests, Request::waited),
                spread(requests, Request::worked));
    }

    private static Spread spread(List<Request> requests, Function<Request, Duration> time) {
        List<Duration> times = requests.stream().map(time).sorted().toList();
        return new Spread(at(times, 0.50), at(times, 0.95), times.getLast());
    }

    /** The least that so many are not above. */
    private static Duration at(List<Duration> times, double share) {
        return times.get((int) Math.ceil(share * times.size()) - 1);
    }
}
