package dev.hornbook.examples;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import java.util.List;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** jOOQ takes the pool as it takes any {@link DataSource}; a connection is held for a statement or for a transaction, never longer. */
public final class JooqExample {
    private static final Table<Record> NOTE = table(name("note"));
    private static final Field<Long> ID = field(name("id"), SQLDataType.BIGINT);
    private static final Field<String> TEXT = field(name("text"), SQLDataType.CLOB);

    private final DSLContext jooq;

    /** Sends nothing. */
    public JooqExample(DataSource db) {
        this.jooq = DSL.using(db, SQLDialect.POSTGRES);
    }

    /** All of them or, should one fail, none. */
    public void add(List<String> notes) {
        jooq.transaction(configuration -> notes.forEach(note -> configuration.dsl().insertInto(NOTE).set(TEXT, note).execute()));
    }

    /** All that have been added, the oldest first. */
    public List<String> all() {
        return jooq.select(TEXT).from(NOTE).orderBy(ID).fetch(TEXT);
    }
}
