package dev.hornbook.pool;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A database URL that cannot be used, with every fault of it at once. Neither the message nor the problems contain any part of the URL that
 * could be a secret: of a URL that does not parse, that is every part.
 */
public final class NeonUrlException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final transient List<NeonUrl.Problem> problems;

    NeonUrlException(List<NeonUrl.Problem> problems) {
        super(describe(problems));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong and what to change, in the order of the URL's parts; never empty, except in a deserialized exception. */
    public List<NeonUrl.Problem> problems() {
        return problems == null ? List.of() : problems;
    }

    private static String describe(List<NeonUrl.Problem> problems) {
        return problems.stream().map(problem -> "- " + problem).collect(Collectors.joining("\n", "The database URL cannot be used:\n", ""));
    }
}
