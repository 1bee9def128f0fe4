package dev.hornbook.bench;

import dev.hornbook.database.Database;
import dev.hornbook.database.Migrations;
import dev.hornbook.database.RowMapper;
import dev.hornbook.database.Scope;
import dev.hornbook.database.UserId;
import dev.hornbook.pool.NeonDataSource;
import dev.hornbook.pool.NeonSettings;
import dev.hornbook.pool.NeonUrl;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** A reader's statements on a pool of one connection, by turns bare and in her scope; both read the same rows in the same way. */
final class ScopeCost implements AutoCloseable {
    private static final UserId READER = new UserId("reader");
    private static final int READERS = 100;
    private static final int CONVERSATIONS = 50;
    private static final int MESSAGES = 8;
    /** Each turn's first is left out: it meets what the turn before has left in the caches. */
    private static final int TURN = 5;

    private final NeonDataSource pool;
    private final Scope scope;
    private final List<Statement> statements;

    private ScopeCost(NeonDataSource pool, UUID conversation) {
        this.pool = pool;
        this.scope = Database.over(pool).as(READER);
        RowMapper<UUID> thread = row -> {
            row.text("title");
            row.bool("starred");
            row.optionalText("textbook");
            row.instant("created_at");
            row.instant("updated_at");
            return row.uuid("id");
        };
        RowMapper<UUID> said = row -> {
            row.text("role");
            row.text("status");
            row.text("text");
            row.text("citations");
            row.instant("created_at");
            return row.uuid("id");
        };
        this.statements = List.of(
                new Statement("a page of conversations, 21 of 50",
                        """
                        select id, title, starred, textbook, created_at, updated_at from conversation
                        where user_id = ? order by updated_at desc, id desc limit ?
                        """, thread, 21, READER.value(), 21),
                new Statement("the messages of a conversation, 8", """
                                                                   select id, role, status, text, citations, created_at from message
                                                                   where conversation_id = ? and user_id = ? order by id
                                                                   """, said, MESSAGES, conversation, READER.value()),
                new Statement("one conversation", """
                                                  select id, title, starred, textbook, created_at, updated_at from conversation
                                                  where id = ? and user_id = ?
                                                  """, thread, 1, conversation, READER.value()));
    }

    /** Medians of a run, in microseconds. */
    record Times(double bare, double scoped) {
        double ratio() {
            return scoped / bare;
        }
    }

    private record Statement(String name, String sql, RowMapper<UUID> row, int rows, Object... parameters) {}

    /** Migrates and fills the database, directly, and opens the pool. */
    static ScopeCost over(NeonUrl url, NeonUrl direct) throws SQLException {
        UUID conversation;
        try (var filling = NeonDataSource.open(NeonSettings.of(direct))) {
            Migrations.migrate(filling);
            conversation = fill(filling);
        }
        return new ScopeCost(NeonDataSource.open(NeonSettings.of(url).maximumSize(1)), conversation);
    }

    private static UUID fill(NeonDataSource filling) throws SQLException {
        Database database = Database.over(filling);
        for (int reader = 0; reader < READERS; reader++) {
            UserId user = reader == 0 ? READER : new UserId("reader" + reader);
            if (database.identity()
                    .update("""
                            insert into "user" ("id", "name", "email", "emailVerified") values (?, ?, ?, false) on conflict do nothing
                            """, user.value(), user.value(), user + "@example.org") == 1) {
                database.as(user).update(
                        """
                        insert into conversation (id, user_id, title, textbook, created_at, updated_at)
                        select gen_random_uuid(), ?, 'What is said in number ' || n, 'physical-ai', now(), now() - n * interval '1 hour'
                        from generate_series(1, ?) n
                        """, user.value(), CONVERSATIONS);
                database.as(user).update("""
                                         insert into message (id, conversation_id, user_id, role, status, text, created_at)
                                         select gen_random_uuid(), c.id, c.user_id, 'reader', 'complete', repeat('words ', 50), now()
                                         from conversation c, generate_series(1, ?) n where c.user_id = ?
                                         """, MESSAGES, user.value());
            }
        }
        UUID any = database.as(READER).first("select id from conversation where user_id = ?", row -> row.uuid("id"), READER.value())
                .orElseThrow();
        try (Connection login = filling.getConnection(); java.sql.Statement analyze = login.createStatement()) {
            analyze.execute("vacuum analyze conversation, message");
        }
        return any;
    }

    /** Each statement so many times either way, after a third as many that do not count. */
    Map<String, Times> measure(int executions) throws SQLException {
        Map<String, double[]> bare = new LinkedHashMap<>();
        Map<String, double[]> scoped = new LinkedHashMap<>();
        int turns = Math.ceilDiv(executions, TURN - 1);
        var chance = new Random(1);
        List<Runnable> order = new ArrayList<>();
        int[] at = {-turns / 3};
        for (Statement statement : statements) {
            bare.put(statement.name(), new double[turns * (TURN - 1)]);
            scoped.put(statement.name(), new double[turns * (TURN - 1)]);
            order.add(() -> turn(bare.get(statement.name()), at[0], statement.rows(), () -> bare(statement)));
            order.add(() -> turn(scoped.get(statement.name()), at[0], statement.rows(),
                    () -> scope.query(statement.sql(), statement.row(), statement.parameters())));
        }
        for (; at[0] < turns; at[0]++) {
            Collections.shuffle(order, chance);
            order.forEach(Runnable::run);
        }
        Map<String, Times> times = new LinkedHashMap<>();
        bare.forEach((name, taken) -> times.put(name, new Times(median(taken), median(scoped.get(name)))));
        return times;
    }

    private interface Execution {
        List<UUID> rows();
    }

    private static void turn(double[] times, int turn, int expected, Execution execution) {
        for (int i = 0; i < TURN; i++) {
            long begun = System.nanoTime();
            int rows = execution.rows().size();
            double taken = (System.nanoTime() - begun) / 1e3;
            if (rows != expected) {
                throw new IllegalStateException(
                        "A statement gave " + rows + " rows, not " + expected + ", so it was not what is to be measured.");
            }
            if (i > 0 && turn >= 0) {
                times[turn * (TURN - 1) + i - 1] = taken;
            }
        }
    }

    private List<UUID> bare(Statement statement) {
        try (Connection connection = pool.getConnection(); PreparedStatement prepared = connection.prepareStatement(statement.sql())) {
            for (int i = 0; i < statement.parameters().length; i++) {
                switch (statement.parameters()[i]) {
                    case String text -> prepared.setString(i + 1, text);
                    case Integer number -> prepared.setInt(i + 1, number);
                    default -> prepared.setObject(i + 1, statement.parameters()[i]);
                }
            }
            List<UUID> found = new ArrayList<>();
            try (ResultSet rows = prepared.executeQuery()) {
                while (rows.next()) {
                    found.add(statement.row().map(rows, null));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    @Override
    public void close() {
        pool.close();
    }
}
