package dev.hornbook.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a line of the log looks like. */
public enum LogForm {
    /** For people. */
    TEXT,
    /** An object a line, for programs that collect logs. */
    JSON;

    /** As it is written in a setting. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What an environment asks for; text where it asks for none, or for nothing known, which {@link Settings} refuses. */
    public static LogForm in(Environment environment) {
        return environment.get(Variable.HORNBOOK_LOG).flatMap(LogForm::of).orElse(TEXT);
    }

    static Optional<LogForm> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }
}
