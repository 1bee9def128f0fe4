package dev.hornbook.textbook.html;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;

/** A table as GitHub's Markdown writes one. What reaches over several rows is repeated in each, so that a row can be read alone. */
final class Tables {
    /** A cell's own word on its width is bounded: nobody reads a thousand columns. */
    private static final int WIDEST = 50;

    private final String page;

    Tables(String page) {
        this.page = page;
    }

    /** Whether a table only puts things beside each other: it has no names of columns, and holds what no cell of data does. */
    static boolean isLayout(Element table) {
        return table.selectFirst("th") == null && table.selectFirst("table table, pre, h1, h2, h3, h4, h5, h6") != null;
    }

    /** Whether it is a list in truth, such as the functions of a manual one below the other. */
    static boolean isOneColumn(Element table) {
        return rows(table).stream().allMatch(row -> cellsOf(row).size() <= 1);
    }

    /** The cells of a one-column table, without the column's name. */
    static List<Element> cells(Element table) {
        return rows(table).stream().flatMap(row -> cellsOf(row).stream()).filter(cell -> cell.normalName().equals("td")).toList();
    }

    private static List<Element> rows(Element table) {
        return table.select("tr").stream().filter(row -> row.closest("table") == table).toList();
    }

    private static List<Element> cellsOf(Element row) {
        return row.children().stream().filter(cell -> cell.normalName().equals("td") || cell.normalName().equals("th")).toList();
    }

    /** What a cell still fills in the rows below. */
    private record Reaching(String text, int rows) {}

    String write(Element table) {
        var lines = new ArrayList<List<String>>();
        Map<Integer, Reaching> reaching = new HashMap<>();
        int heads = 0;
        for (Element row : rows(table)) {
            List<Element> cells = cellsOf(row);
            boolean head = !cells.isEmpty() && heads == lines.size()
                    && (row.closest("thead") != null || cells.stream().allMatch(cell -> cell.normalName().equals("th")));
            heads += head ? 1 : 0;
            lines.add(line(cells, reaching));
        }
        lines.removeIf(line -> line.stream().allMatch(String::isBlank));
        int width = lines.stream().mapToInt(List::size).max().orElse(0);
        if (width == 0) {
            return "";
        }
        List<String> names = names(lines.subList(0, Math.min(heads, lines.size())), width);
        var written = new ArrayList<String>();
        written.add(row(names, width));
        written.add("|" + " --- |".repeat(width));
        lines.stream().skip(heads).forEach(line -> written.add(row(line, width)));
        return String.join("\n", written);
    }

    private List<String> line(List<Element> cells, Map<Integer, Reaching> reaching) {
        var line = new ArrayList<String>();
        for (Element cell : cells) {
            fill(line, reaching);
            String text = Inline.cell(cell, page).replace("|", "\\|");
            int columns = span(cell, "colspan");
            for (int i = 0; i < columns && line.size() < WIDEST; i++) {
                if (span(cell, "rowspan") > 1) {
                    reaching.put(line.size(), new Reaching(i == 0 ? text : "", span(cell, "rowspan") - 1));
                }
                line.add(i == 0 ? text : "");
            }
        }
        fill(line, reaching);
        return line;
    }

    private static void fill(List<String> line, Map<Integer, Reaching> reaching) {
        Reaching above = reaching.get(line.size());
        while (above != null && line.size() < WIDEST) {
            if (above.rows() > 1) {
                reaching.put(line.size(), new Reaching(above.text(), above.rows() - 1));
            } else {
                reaching.remove(line.size());
            }
            line.add(above.text());
            above = reaching.get(line.size());
        }
    }

    private static int span(Element cell, String attribute) {
        String value = cell.attr(attribute);
        return value.matches("\\d{1,3}") ? Math.clamp(Integer.parseInt(value), 1, WIDEST) : 1;
    }

    /** Markdown knows one row of names; several become one. */
    private static List<String> names(List<List<String>> heads, int width) {
        var names = new ArrayList<>(Collections.nCopies(width, ""));
        for (List<String> head : heads) {
            for (int i = 0; i < head.size(); i++) {
                String above = names.get(i);
                String below = head.get(i);
                names.set(i,
                        above.isEmpty() || below.isEmpty() || above.equals(below) ? above.isEmpty() ? below : above : above + " " + below);
            }
        }
        return names;
    }

    private static String row(List<String> cells, int width) {
        var all = new ArrayList<>(cells);
        all.addAll(Collections.nCopies(Math.max(0, width - cells.size()), ""));
        return all.stream().map(cell -> cell.isEmpty() ? " " : " " + cell + " ").collect(Collectors.joining("|", "|", "|"));
    }
}
