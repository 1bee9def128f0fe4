package dev.hornbook.database;

import java.io.IOException;
import java.io.StringReader;
import java.sql.SQLException;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.postgresql.PGConnection;

/** Rows in the text format of COPY (PostgreSQL's documentation, "COPY", "Text Format"), to go to the server together. */
public final class CopyRows {
    private final StringBuilder text = new StringBuilder();
    private boolean begun;

    /** One more value of the row; null is null. */
    public CopyRows add(Object value) {
        if (begun) {
            text.append('\t');
        }
        begun = true;
        switch (value) {
            case null -> text.append("\\N");
            case Boolean truth -> text.append(truth ? 't' : 'f');
            case Instant moment -> text.append(moment);
            case Object any -> escape(any.toString());
        }
        return this;
    }

    /** The row is whole. */
    public void end() {
        text.append('\n');
        begun = false;
    }

    /**
     * Sends them, in the scope of a {@link Work}; none are left here.
     *
     * @param into a table and its columns
     * @throws SQLException when they were refused or could not be sent
     */
    public void copy(Handle work, String into) throws SQLException {
        try {
            work.getConnection().unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + into + " from stdin",
                    new StringReader(text.toString()));
        } catch (IOException e) {
            throw new SQLException("The rows could not be sent.", "08006", e);
        }
        text.setLength(0);
    }

    private void escape(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> text.append(c);
            }
        }
    }
}
