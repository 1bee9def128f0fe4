package dev.hornbook.examples;

import jakarta.persistence.Entity;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.util.List;
import javax.sql.DataSource;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.jpa.HibernatePersistenceConfiguration;

/** Hibernate ORM 7 with the pool in the place of its own, told what database it is, so that starting the program wakes no compute. */
public final class HibernateExample implements AutoCloseable {
    private final EntityManagerFactory hibernate;

    /** Sends nothing. */
    public HibernateExample(DataSource db) {
        this.hibernate = new HibernatePersistenceConfiguration("notes").managedClass(Note.class)
                .property(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, db)
                .property(JdbcSettings.ALLOW_METADATA_ON_BOOT, false)
                .property(JdbcSettings.JAKARTA_HBM2DDL_DB_NAME, "PostgreSQL")
                .property(JdbcSettings.JAKARTA_HBM2DDL_DB_MAJOR_VERSION, 17)
                .createEntityManagerFactory();
    }

    /** All of them or, should one fail, none. */
    public void add(List<String> notes) {
        hibernate.runInTransaction(session -> notes.forEach(text -> session.persist(new Note(text))));
    }

    /** All that have been added, the oldest first. */
    public List<String> all() {
        return hibernate.callInTransaction(session -> session.createQuery("select n.text from Note n order by n.id", String.class)
                .getResultList());
    }

    /** Ends Hibernate; the pool belongs to whoever has opened it. */
    @Override
    public void close() {
        hibernate.close();
    }

    /** A row of {@code note}. */
    @Entity(name = "Note")
    static class Note {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        private Long id;
        private String text;

        /** For Hibernate. */
        protected Note() {}

        Note(String text) {
            this.text = text;
        }
    }
}
