package dev.hornbook.textbook;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a name that somebody sent means a place inside a book and nothing else on any system: not a folder above it, not a
 * device, not a drive.
 */
public final class PlaceInBook {
    private static final int LONGEST = 300;
    private static final int DEEPEST = 32;
    /** What Windows takes for devices, whatever stands after a dot. */
    private static final Set<String> DEVICES = Set.of("CON", "PRN", "AUX", "NUL");
    private static final String NUMBERED_DEVICE = "(COM|LPT)[0-9¹²³]";

    private PlaceInBook() {}

    /**
     * What is wrong with a name, as the end of a sentence that begins with it; empty where nothing is.
     *
     * @param name with {@code /} between folders; the one at the end of a folder's own name is left away
     */
    public static Optional<String> fault(String name) {
        List<String> parts = List.of(name.split("/", -1));
        if (name.isBlank() || name.length() > LONGEST || parts.size() > DEEPEST) {
            return Optional.of("is empty, longer than " + LONGEST + " characters, or deeper than " + DEEPEST + " folders");
        }
        if (name.startsWith("/") || name.matches("[A-Za-z]:.*")) {
            return Optional.of("is an absolute path");
        }
        if (name.indexOf('\\') >= 0) {
            return Optional.of("has a backslash; folders are told apart by /");
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            return Optional.of("has control characters");
        }
        if (parts.stream().anyMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."))) {
            return Optional.of("leads out of the book, or through an empty folder");
        }
        return parts.stream().anyMatch(PlaceInBook::isDevice) ? Optional.of("is the name of a device") : Optional.empty();
    }

    private static boolean isDevice(String part) {
        String stem = part.split("\\.", 2)[0].strip().toUpperCase(Locale.ROOT);
        return DEVICES.contains(stem) || stem.matches(NUMBERED_DEVICE);
    }
}
