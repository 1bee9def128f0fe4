package dev.hornbook.config;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code .env} file: {@code NAME=value}, {@code export NAME=value}, quotes of both kinds, {@code #} comments.
 * An unquoted {@code #} begins a comment only after a blank, so that a password may hold one.
 *
 * <p>The usual library for this cuts such a password in silence and prints a malformed line whole, secret and all; hence our own.
 *
 * @param values what the file sets, in its order
 * @param problems the lines that could not be read, each by its number, never by its content
 */
record DotEnv(Map<String, String> values, List<String> problems) {
    private static final Pattern LINE = Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(.*)");
    private static final Pattern SINGLE = Pattern.compile("'([^']*)'\\s*(?:#.*)?");
    private static final Pattern DOUBLE = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"\\s*(?:#.*)?");
    private static final Pattern COMMENT = Pattern.compile("\\s+#.*$");

    static DotEnv read(Path file) {
        if (!Files.isRegularFile(file)) {
            return new DotEnv(Map.of(), List.of());
        }
        try {
            return parse(file.getFileName().toString(), Files.readAllLines(file));
        } catch (MalformedInputException _) {
            return new DotEnv(Map.of(), List.of(file.getFileName() + " is not UTF-8 text: save it as UTF-8."));
        } catch (IOException e) {
            return new DotEnv(Map.of(),
                    List.of(file.getFileName() + " cannot be read (" + e.getClass().getSimpleName() + "): check its permissions."));
        }
    }

    static DotEnv parse(String name, List<String> lines) {
        Map<String, String> values = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (i == 0 && line.startsWith("\uFEFF")) {
                line = line.substring(1);
            }
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher entry = LINE.matcher(line);
            String value = entry.matches() ? unquote(entry.group(2)) : null;
            if (value == null) {
                problems.add(name + " line " + (i + 1) + " is not NAME=value, or its quotes do not close.");
            } else {
                values.put(entry.group(1), value);
            }
        }
        return new DotEnv(values, problems);
    }

    /** The value without its quotes and comment, or null where its quotes do not close. */
    private static String unquote(String raw) {
        if (raw.startsWith("'")) {
            Matcher quoted = SINGLE.matcher(raw);
            return quoted.matches() ? quoted.group(1) : null;
        }
        if (raw.startsWith("\"")) {
            Matcher quoted = DOUBLE.matcher(raw);
            return quoted.matches() ? quoted.group(1).translateEscapes() : null;
        }
        return raw.startsWith("#") ? "" : COMMENT.matcher(raw).replaceFirst("").strip();
    }
}
