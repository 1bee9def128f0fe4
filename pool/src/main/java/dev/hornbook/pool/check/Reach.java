package dev.hornbook.pool.check;

import dev.hornbook.pool.Fault.Connecting;
import dev.hornbook.pool.NeonUrl;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** The way to the host: the addresses of its name, and which of them take a connection. */
final class Reach {
    /** As {@link InetAddress#getAllByName}. */
    interface Names {
        List<InetAddress> of(String host) throws UnknownHostException;
    }

    private record Tried(InetAddress address, Duration took, Optional<IOException> failure) {
        private String words() {
            return address.getHostAddress() + failure.map(e -> " " + how(e)).orElseGet(() -> " in " + Words.time(took));
        }

        private static String how(IOException failure) {
            return switch (fault(failure)) {
                case TIMED_OUT -> "is silent";
                case UNREACHABLE_HOST -> "cannot be reached";
                default -> "refuses";
            };
        }
    }

    private final NeonUrl url;
    private final Names names;
    private List<InetAddress> addresses = List.of();
    private InetAddress open;

    Reach(NeonUrl url, Names names) {
        this.url = url;
        this.names = names;
    }

    /** Resolves the name. */
    Finding dns() {
        try {
            addresses = names.of(url.host());
        } catch (UnknownHostException e) {
            return Finding.unusable(Connecting.UNKNOWN_HOST);
        }
        boolean literal = url.host().contains(":") || url.host().matches("[\\d.]+");
        return Finding.fine(literal
                ? url.host() + " is an address already"
                : url.host() + " is " + addresses.stream().map(InetAddress::getHostAddress).collect(Collectors.joining(", ")))
                .figure("addresses", addresses.size());
    }

    /** Connects to every address at once. */
    Finding tcp(Duration limit) throws InterruptedException {
        List<Tried> all = tryAll(limit);
        String words = "port " + url.port() + ": " + all.stream().map(Tried::words).collect(Collectors.joining(", "));
        long reached = all.stream().filter(one -> one.failure().isEmpty()).count();
        all.stream().filter(one -> one.failure().isEmpty()).findFirst().ifPresent(one -> open = one.address());
        if (reached == 0) {
            Finding told = Finding.unusable(fault(all.getFirst().failure().orElseThrow()));
            return new Finding(told.verdict(), words, Optional.of(told.text() + ". " + told.advice().orElse("")), told.figures());
        }
        Finding found = reached == all.size()
                ? Finding.fine(words)
                : Finding.attention(words,
                        "Not every address of the host answers, and connections try the first that comes: look at this machine's routes"
                                + " (IPv6 above all), and at the host's name records.");
        return found.figure("reached", reached);
    }

    private List<Tried> tryAll(Duration limit) throws InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Tried>> all = addresses.stream().<Callable<Tried>>map(address -> () -> attempt(address, limit)).toList();
            return threads.invokeAll(all).stream().map(Future::resultNow).toList();
        }
    }

    private Tried attempt(InetAddress address, Duration limit) {
        long begun = System.nanoTime();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, url.port()), Math.toIntExact(limit.toMillis()));
            return new Tried(address, Duration.ofNanos(System.nanoTime() - begun), Optional.empty());
        } catch (IOException e) {
            return new Tried(address, Duration.ofNanos(System.nanoTime() - begun), Optional.of(e));
        }
    }

    /** Where a connection was taken. */
    InetSocketAddress open() {
        return new InetSocketAddress(open, url.port());
    }

    private static Connecting fault(IOException failure) {
        return switch (failure) {
            case SocketTimeoutException e -> Connecting.TIMED_OUT;
            case NoRouteToHostException e -> Connecting.UNREACHABLE_HOST;
            default -> Connecting.REFUSED;
        };
    }
}
