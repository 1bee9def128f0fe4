package dev.hornbook.examples;

import dev.hornbook.pool.NeonDataSource;

class JdbiExampleTest extends NotesContract {
    @Override
    String name() {
        return "jdbi";
    }

    @Override
    Notes setUp(String url, NeonDataSource db) {
        var example = new JdbiExample(db);
        return new Notes(example::add, example::all);
    }
}
