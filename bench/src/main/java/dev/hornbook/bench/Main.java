package dev.hornbook.bench;

import java.time.Duration;
import java.util.List;

/** {@code bench/run [--seconds N] [--runs N] [--connections N]}: measures, and prints the table. */
public final class Main {
    private static final String USAGE = """
                                        bench/run [--seconds N] [--runs N] [--connections N]
                                          --seconds      how long the crowd of callers goes on, for each pool and run; 5
                                          --runs         how often everything is measured; 3
                                          --connections  of each pool; 16
                                        With the defaults it takes just under a minute.""";

    private Main() {}

    /** Exits with 0 when it has measured, 2 when the arguments cannot be read. */
    public static void main(String[] arguments) throws Exception {
        PoolBench bench;
        try {
            bench = read(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n" + USAGE);
            System.exit(2);
            return;
        }
        var figures = bench.measure(System.err);
        System.out.println("Hornbook Pool beside HikariCP: %d connections each, %d processors, Java %s, median of %d (lowest–highest)%n%n%s"
                .formatted(bench.connections(), Runtime.getRuntime().availableProcessors(), Runtime.version(), bench.runs(),
                        figures.table()));
    }

    private static PoolBench read(List<String> arguments) {
        int seconds = 5;
        int runs = 3;
        int connections = 16;
        for (int i = 0; i < arguments.size(); i += 2) {
            var name = arguments.get(i);
            switch (name) {
                case "--seconds" -> seconds = number(arguments, i);
                case "--runs" -> runs = number(arguments, i);
                case "--connections" -> connections = number(arguments, i);
                default -> throw new IllegalArgumentException("There is no " + name + ".");
            }
        }
        return new PoolBench(runs, connections, Duration.ofSeconds(seconds));
    }

    private static int number(List<String> arguments, int name) {
        if (name + 1 < arguments.size() && arguments.get(name + 1).matches("[1-9][0-9]{0,3}")) {
            return Integer.parseInt(arguments.get(name + 1));
        }
        throw new IllegalArgumentException(arguments.get(name) + " needs a number from 1 to 9999.");
    }
}
