package dev.hornbook.sim.compute;

/** Quoting, for the statements that take no parameters. */
final class Sql {

    private Sql() {}

    static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A string constant; standard_conforming_strings is on. */
    static String literal(String value) {
        return '\'' + value.replace("'", "''") + '\'';
    }
}
