package dev.hornbook.examples;

import java.util.List;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/** JDBI 3 takes the pool as it takes any {@link DataSource}. */
public final class JdbiExample {
    private final Jdbi jdbi;

    /** Sends nothing. */
    public JdbiExample(DataSource db) {
        this.jdbi = Jdbi.create(db);
    }

    /** All of them or, should one fail, none. */
    public void add(List<String> notes) {
        jdbi.useTransaction(transaction -> {
            for (String note : notes) {
                transaction.execute("insert into note (text) values (?)", note);
            }
        });
    }

    /** All that have been added, the oldest first. */
    public List<String> all() {
        return jdbi.withHandle(handle -> handle.createQuery("select text from note order by id").mapTo(String.class).list());
    }
}
