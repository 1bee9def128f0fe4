package dev.hornbook.budget;

import dev.hornbook.database.Database;
import dev.hornbook.database.UserId;
import java.util.Optional;

/** What is held about a reader here, for that reader to take along. It is there whether a model answers today or not. */
public final class AskedQuestions {
    /**
     * How often a model was asked on the last day it was.
     *
     * @param day in UTC, as {@code 2026-11-21}
     */
    public record LastDay(String day, int asked) {}

    private final Database database;

    public AskedQuestions(Database database) {
        this.database = database;
    }

    /**
     * Empty for who never asked one.
     *
     * @throws dev.hornbook.database.DatabaseException if the database failed or could not be reached
     */
    public Optional<LastDay> held(UserId user) {
        return database.as(user).first("select day::text as day, asked from question_count where user_id = ?",
                row -> new LastDay(row.text("day"), row.integer("asked")), user.value());
    }
}
