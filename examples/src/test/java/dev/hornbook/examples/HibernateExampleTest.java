package dev.hornbook.examples;

import dev.hornbook.pool.NeonDataSource;
import org.junit.jupiter.api.AfterAll;

class HibernateExampleTest extends NotesContract {
    private HibernateExample example;

    @Override
    String name() {
        return "hibernate";
    }

    @Override
    Notes setUp(String url, NeonDataSource db) {
        example = new HibernateExample(db);
        return new Notes(example::add, example::all);
    }

    @AfterAll
    void end() {
        example.close();
    }
}
