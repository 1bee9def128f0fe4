package dev.hornbook.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The process's environment with the {@code .env} beside it; the environment wins. A variable set to nothing counts as not set.
 */
public final class Environment {
    private final Map<String, String> process;
    private final Map<String, String> file;
    private final List<String> problems;

    private Environment(Map<String, String> process, DotEnv file) {
        this.process = Map.copyOf(process);
        this.file = file.values();
        this.problems = new ArrayList<>(file.problems());
        problems.addAll(misspelt());
    }

    /** Reads {@code .env} in {@code directory}, if there is one, under the variables of {@code process}. */
    public static Environment read(Path directory, Map<String, String> process) {
        return new Environment(process, DotEnv.read(directory.resolve(".env")));
    }

    /** The value of a variable, without blanks around it; empty when it is not set or set to nothing. */
    public Optional<String> get(Variable variable) {
        String value = process.getOrDefault(variable.name(), file.get(variable.name()));
        return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** Where a variable's value comes from: {@code environment}, {@code .env} or {@code default}. */
    public String origin(Variable variable) {
        if (get(variable).isEmpty()) {
            return "default";
        }
        return process.containsKey(variable.name()) ? "environment" : ".env";
    }

    /** Lines of {@code .env} that could not be read, and names nobody reads; none of them shows a value. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /** Every variable that is set, secrets masked; for {@code ./hornbook config}. */
    public Map<Variable, String> shown() {
        Map<Variable, String> shown = new LinkedHashMap<>();
        for (Variable variable : Variable.values()) {
            get(variable).ifPresent(value -> shown.put(variable, variable.secret() ? "***" : value));
        }
        return shown;
    }

    private List<String> misspelt() {
        var names = new TreeSet<>(process.keySet());
        names.addAll(file.keySet());
        return names.stream()
                .filter(name -> name.startsWith("HORNBOOK_") && Variable.named(name).isEmpty())
                .map(name -> name + " is not a variable Hornbook reads"
                        + Spelling.nearest(name).map(v -> ": did you mean " + v + "?").orElse(". './hornbook config' lists those it does."))
                .toList();
    }
}
