package dev.hornbook.cli;

import dev.hornbook.config.Environment;
import dev.hornbook.database.EmbeddedDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Runs commands in this process, and keeps what they wrote. */
final class CommandLineFixture {
    static final String SECRET = "canary-secret-0123456789abcdef0123456789";

    private CommandLineFixture() {}

    record Ended(int code, String text) {}

    static Ended run(Path directory, Map<String, String> variables, String... arguments) {
        EmbeddedDatabase none = _ -> {
            throw new AssertionError("a configured command starts no database of its own");
        };
        var set = new HashMap<>(variables);
        set.putIfAbsent("HORNBOOK_HOME", directory.resolve(".hornbook").toString());
        set.putIfAbsent("HORNBOOK_SECRET", SECRET);
        var text = new StringWriter();
        var writer = new PrintWriter(text, true);
        var console = new Console(writer, writer, false, set);
        var commandLine = HornbookCommand.commandLine(Environment.read(directory, set), console, none);
        commandLine.setOut(writer);
        commandLine.setErr(writer);
        return new Ended(commandLine.execute(arguments), text.toString());
    }
}
