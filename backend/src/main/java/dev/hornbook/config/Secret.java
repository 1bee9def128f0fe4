package dev.hornbook.config;

/**
 * A value that must not be seen: it prints as {@code ***} wherever it is printed by accident.
 *
 * @param value the secret itself; to be handed on, never to be logged
 */
public record Secret(String value) {
    @Override
    public String toString() {
        return "***";
    }
}
