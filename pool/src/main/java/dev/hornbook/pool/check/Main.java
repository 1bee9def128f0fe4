package dev.hornbook.pool.check;

import dev.hornbook.pool.NeonDataSource;
import dev.hornbook.pool.NeonSettings;
import dev.hornbook.pool.NeonUrl;
import dev.hornbook.pool.NeonUrlException;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * {@code java -cp 'lib/*' dev.hornbook.pool.check.Main}: checks the road to the database that the environment's {@code DATABASE_URL} names. Exit
 * codes: 0 healthy, 1 it works and something should be changed, 2 unusable, and for arguments that cannot be understood.
 *
 * <p>The jar names no class path of its own, for {@code javac -Xlint:path} would warn every user of the library about it.
 */
public final class Main {
    private static final String USAGE = """
                                        Usage: DATABASE_URL=… java -cp 'LIB/*' dev.hornbook.pool.check.Main [--json] [--wait TIME]
                                        LIB is a folder with the pool's jar and the two it needs, pgjdbc and slf4j-api.
                                        Checks the road to the database step by step, and says what to do where it is wrong.
                                        It really connects, so it wakes a sleeping compute; it changes nothing.
                                          --json        print one JSON document in place of text
                                          --wait TIME   try again until it is usable, for as long as 30s, 2m
                                        DATABASE_URL is read from the environment alone: other users can read arguments.
                                        Exit codes: 0 healthy, 1 something needs attention, 2 unusable.""";
    /** What Hornbook's own service takes, and no more than the smallest compute can spare several times. */
    private static final int CONNECTIONS = 16;
    private static final int UNUSABLE = 2;

    private final PrintStream out;
    private final Sheet sheet = new Sheet(false);
    private final Map<String, String> environment;
    private boolean json;
    private Duration wait = Duration.ZERO;

    private Main(PrintStream out, Map<String, String> environment) {
        this.out = out;
        this.environment = environment;
    }

    /** Checks, prints and ends the process. */
    public static void main(String[] arguments) {
        // Without a provider SLF4J says so on every start; what the pool logs is in the report.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(new Main(out, System.getenv()).run(Arrays.asList(arguments)));
    }

    private int run(List<String> arguments) {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            out.println(USAGE);
            return 0;
        }
        try {
            read(arguments.iterator());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.println(USAGE);
            return UNUSABLE;
        }
        boolean asItGoes = !json && wait.isZero();
        Report report = new Again().until(wait, () -> round(asItGoes));
        if (json) {
            out.println(report.json());
        } else {
            (asItGoes ? sheet.end(report) : sheet.of(report)).forEach(out::println);
        }
        return report.verdict().exitCode();
    }

    private void read(Iterator<String> arguments) {
        while (arguments.hasNext()) {
            String argument = arguments.next();
            if (argument.equals("--json")) {
                json = true;
            } else if (argument.equals("--wait") && arguments.hasNext()) {
                wait = Again.time(arguments.next());
            } else if (argument.startsWith("--wait=")) {
                wait = Again.time(argument.substring("--wait=".length()));
            } else {
                // It may be a URL, with its password.
                throw new IllegalArgumentException("There is an argument that is not known here.");
            }
        }
    }

    private Report round(boolean asItGoes) {
        String text = environment.get("DATABASE_URL");
        if (text == null || text.isBlank()) {
            return Report
                    .unusable(List.of("DATABASE_URL is not set: copy the connection string from Neon's console into the environment."));
        }
        try {
            NeonUrl url = NeonUrl.parse(text);
            Steps steps = new Steps(step -> {
                if (asItGoes) {
                    sheet.of(step).forEach(out::println);
                }
            });
            try (NeonDataSource pool = NeonDataSource.open(NeonSettings.of(url).maximumSize(CONNECTIONS))) {
                new RoadCheck(pool).run(steps);
            }
            return new Report(steps.worst(), List.of(), steps.taken());
        } catch (NeonUrlException e) {
            List<String> problems = new ArrayList<>();
            e.problems().forEach(problem -> problems.add("DATABASE_URL: " + problem));
            return Report.unusable(problems);
        }
    }
}
