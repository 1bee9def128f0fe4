package dev.hornbook.textbook;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The order of slugs in a book. Inside each folder: the index page first, then what has a position (front matter, a folder's
 * {@code _category_} file, or a number in front of the name), then the rest; what is level goes by name, numbers in it by value.
 */
final class ReadingOrder implements Comparator<String> {
    private static final Pattern PREFIX = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,4})?)\\s*[-_.)\\s].*");
    private static final Pattern PIECES = Pattern.compile("\\d+|\\D+");

    private final Map<String, OptionalDouble> positions;

    /** @param positions what pages and folders say of themselves, by slug or folder path */
    ReadingOrder(Map<String, OptionalDouble> positions) {
        this.positions = Map.copyOf(positions);
    }

    @Override
    public int compare(String left, String right) {
        String[] a = left.split("/");
        String[] b = right.split("/");
        String parent = "";
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            if (!a[i].equals(b[i])) {
                return entries(parent, a, b, i);
            }
            parent = parent + a[i] + "/";
        }
        return Integer.compare(a.length, b.length);
    }

    private int entries(String parent, String[] a, String[] b, int i) {
        int index = Boolean.compare(isIndex(b, i), isIndex(a, i));
        if (index != 0) {
            return index;
        }
        int position = Double.compare(position(parent + a[i], a[i]), position(parent + b[i], b[i]));
        return position != 0 ? position : natural(a[i], b[i]);
    }

    private static boolean isIndex(String[] path, int i) {
        return i == path.length - 1 && Titles.isIndex(path[i]);
    }

    private double position(String slug, String name) {
        OptionalDouble own = positions.getOrDefault(slug, OptionalDouble.empty());
        if (own.isPresent()) {
            return own.getAsDouble();
        }
        Matcher prefix = PREFIX.matcher(name);
        return prefix.matches() ? Double.parseDouble(prefix.group(1)) : Double.MAX_VALUE;
    }

    /** "chapter 9" before "chapter 10", whatever the case; equal names in that sense by their characters. */
    static int natural(String left, String right) {
        Matcher a = PIECES.matcher(left);
        Matcher b = PIECES.matcher(right);
        while (a.find()) {
            if (!b.find()) {
                return 1;
            }
            boolean numbers = Character.isDigit(a.group().charAt(0)) && Character.isDigit(b.group().charAt(0));
            int piece = numbers ? new BigInteger(a.group()).compareTo(new BigInteger(b.group())) : a.group().compareToIgnoreCase(b.group());
            if (piece != 0) {
                return piece;
            }
        }
        return b.find() ? -1 : left.compareTo(right);
    }
}
