package dev.hornbook.sim.compute;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The PgBouncer that this machine has.
 *
 * @param program its path
 */
record PgBouncer(Path program) {

    /** From 1.21 on PgBouncer carries named prepared statements from one server connection to the next. */
    private static final int FIRST_WITH_PREPARED_STATEMENTS = 21;
    private static final Pattern MINOR = Pattern.compile("PgBouncer 1\\.(\\d+)");
    /** Debian keeps it where plain users do not look. */
    private static final List<String> ALSO = List.of("/usr/sbin", "/usr/local/sbin", "/opt/homebrew/bin");

    /** Looks for it on the PATH and where systems keep it. */
    static Optional<PgBouncer> find() {
        Stream<String> path = Stream.of(System.getenv().getOrDefault("PATH", "").split(":"));
        return Stream.concat(path, ALSO.stream()).filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, "pgbouncer")).filter(Files::isExecutable).findFirst()
                .map(PgBouncer::new);
    }

    /** What it calls itself, {@code PgBouncer 1.18.0}; it is asked each time. */
    String version() {
        try {
            Process process = new ProcessBuilder(program.toString(), "--version").redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return said.lines().findFirst().orElse("PgBouncer").strip();
        } catch (IOException e) {
            return "PgBouncer";
        }
    }

    /** Whether a client's named prepared statements work through it in transaction mode. */
    boolean carriesPreparedStatements() {
        Matcher minor = MINOR.matcher(version());
        return minor.find() && Integer.parseInt(minor.group(1)) >= FIRST_WITH_PREPARED_STATEMENTS;
    }
}
