package dev.hornbook.pool.check;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Writes maps, lists, numbers and texts as JSON (RFC 8259), two spaces a level; the library brings no other writer. */
final class Json {
    private final StringBuilder text = new StringBuilder();

    private Json() {}

    static String of(Object value) {
        Json json = new Json();
        json.write(value, "\n");
        return json.text.toString();
    }

    private void write(Object value, String line) {
        if (value instanceof Map<?, ?> map) {
            enclose('{', map.entrySet().iterator(), '}', line);
        } else if (value instanceof List<?> list) {
            enclose('[', list.iterator(), ']', line);
        } else if (value instanceof Number number) {
            text.append(number);
        } else {
            quote(String.valueOf(value));
        }
    }

    private void enclose(char open, Iterator<?> members, char close, String line) {
        text.append(open);
        boolean any = members.hasNext();
        while (members.hasNext()) {
            text.append(line).append("  ");
            Object member = members.next();
            if (member instanceof Map.Entry<?, ?> entry) {
                quote(String.valueOf(entry.getKey()));
                text.append(": ");
                write(entry.getValue(), line + "  ");
            } else {
                write(member, line + "  ");
            }
            text.append(members.hasNext() ? "," : "");
        }
        text.append(any ? line : "").append(close);
    }

    private void quote(String value) {
        text.append('"');
        value.codePoints().forEach(point -> {
            if (point == '"' || point == '\\') {
                text.append('\\').append((char) point);
            } else if (point < ' ' || Character.getType(point) == Character.CONTROL || Character.getType(point) == Character.SURROGATE) {
                text.append(String.format("\\u%04x", point));
            } else {
                text.appendCodePoint(point);
            }
        });
        text.append('"');
    }
}
