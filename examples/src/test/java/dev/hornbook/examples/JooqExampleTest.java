package dev.hornbook.examples;

import dev.hornbook.pool.NeonDataSource;

class JooqExampleTest extends NotesContract {
    @Override
    String name() {
        return "jooq";
    }

    @Override
    Notes setUp(String url, NeonDataSource db) {
        var example = new JooqExample(db);
        return new Notes(example::add, example::all);
    }
}
