package dev.hornbook.config;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/** Which variable a misspelt name was probably meant to be. */
final class Spelling {
    /** A third of a name may be wrong before the guess would be a wild one. */
    private static final int TOLERANCE = 3;

    private Spelling() {}

    static Optional<Variable> nearest(String name) {
        return Arrays.stream(Variable.values())
                .filter(variable -> distance(name, variable.name()) <= name.length() / TOLERANCE)
                .min(Comparator.comparingInt(variable -> distance(name, variable.name())));
    }

    /** Levenshtein's distance: the fewest characters to insert, delete or replace. */
    static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        Arrays.setAll(previous, i -> i);
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replace = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replace, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
