package dev.hornbook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hornbook.testing.SqlAsReader;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A reader who does whatever comes to her mind, over HTTP and in SQL as hornbook_app, and knows after each thing what she must
 * see. What she finds out, everybody's ids among it, everybody may try.
 */
final class RandomReader implements AutoCloseable {
    static final List<String> TABLES = List.of("conversation", "message", "feedback");

    private static final String REFUSED = "42501";
    private static final String CONVERSATIONS = "/api/v1/conversations";

    private final SignedInReader http;
    private final String user;
    private final SqlAsReader sql;
    private final Random random;
    private final List<String> everybodys;
    private final ShadowHistory mine;
    private int number;

    /** @param everybodys ids of conversations and answers, of all readers */
    RandomReader(SignedInReader http, String user, SqlAsReader sql, Random random, List<String> everybodys, int recent) {
        this.http = http;
        this.user = user;
        this.sql = sql;
        this.random = random;
        this.everybodys = everybodys;
        this.mine = new ShadowHistory(recent);
    }

    void step() throws SQLException {
        switch (random.nextInt(17)) {
            case 0, 1 -> create();
            case 2 -> assertListed();
            case 3 -> rename();
            case 4 -> star();
            case 5 -> delete();
            case 6 -> ask();
            case 7 -> askAgain();
            case 8 -> follow();
            case 9 -> judge();
            case 10 -> withdraw();
            case 11 -> search();
            case 12 -> export();
            case 13, 14 -> tryAnothers();
            case 15 -> writeAnothers();
            default -> assertCounted();
        }
    }

    private void create() {
        Reply created = http.sendJson("POST", CONVERSATIONS, random.nextBoolean() ? "{}" : "{\"textbook\":\"physical-ai\"}");
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        String id = created.json().path("id").asText();
        everybodys.add(id);
        mine.created(id);
    }

    private void rename() {
        if (!mine.talks.isEmpty()) {
            ShadowHistory.Talk talk = any(mine.talks);
            String title = "named " + number++ + " by " + user;
            assertThat(http.sendJson("PATCH", at(talk), "{\"title\":\"%s\"}".formatted(title)).json().path("title").asText())
                    .isEqualTo(title);
            mine.renamed(talk, title);
        }
    }

    private void star() {
        if (!mine.talks.isEmpty()) {
            ShadowHistory.Talk talk = any(mine.talks);
            boolean starred = random.nextBoolean();
            assertThat(http.sendJson("PATCH", at(talk), "{\"starred\":%s}".formatted(starred)).status()).isEqualTo(200);
            mine.starred(talk, starred);
        }
    }

    private void delete() {
        if (!mine.talks.isEmpty()) {
            ShadowHistory.Talk talk = any(mine.talks);
            assertThat(http.send("DELETE", at(talk)).status()).isEqualTo(204);
            mine.talks.remove(talk);
        }
    }

    private void ask() {
        if (!mine.talks.isEmpty()) {
            ShadowHistory.Talk talk = any(mine.talks);
            String key = "key " + number++;
            String question = "What is a gyroscope, asks " + user + " the time " + number;
            JsonNode answer = http.ask(talk.id, question, key, "Accept", "application/json").json().path("message");
            assertThat(answer.path("status").asText()).isEqualTo("complete");
            everybodys.add(answer.path("id").asText());
            mine.asked(talk, key, question, answer.path("id").asText(), answer.path("text").asText());
        }
    }

    private void askAgain() {
        talkWithAnswers().ifPresent(talk -> {
            Map.Entry<String, String> asked = any(List.copyOf(talk.answers.entrySet()));
            assertThat(http.ask(talk.id, "Something else?", asked.getKey(), "Accept", "application/json").json().at("/message/id").asText())
                    .isEqualTo(asked.getValue());
        });
    }

    private void follow() {
        talkWithAnswers().ifPresent(talk -> {
            String answer = any(List.copyOf(talk.answers.values()));
            assertThat(http.get("/api/v1/messages/" + answer + "/events").events().getLast().name()).isEqualTo("done");
            assertThat(http.send("POST", "/api/v1/messages/" + answer + "/stop").status()).isEqualTo(204);
            assertThat(http.texts(talk.id)).isEqualTo(talk.texts);
        });
    }

    private void judge() throws SQLException {
        Optional<ShadowHistory.Talk> talk = talkWithAnswers();
        if (talk.isPresent()) {
            String answer = any(List.copyOf(talk.get().answers.values()));
            String words = "thought " + number++ + " by " + user;
            if (random.nextBoolean()) {
                assertThat(http.sendJson("PUT", feedback(answer), "{\"thumb\":\"down\",\"words\":\"%s\"}".formatted(words)).status())
                        .isEqualTo(204);
            } else {
                assertThat(sql.update("""
                                      insert into feedback (message_id, user_id, thumb, words, created_at, updated_at)
                                      values (?, ?, 'up', ?, now(), now())
                                      on conflict (message_id) do update set words = excluded.words
                                      """, UUID.fromString(answer), user, words)).isEqualTo(1);
            }
            talk.get().judgements.put(answer, words);
        }
    }

    private void withdraw() {
        talkWithAnswers().ifPresent(talk -> {
            String answer = any(List.copyOf(talk.answers.values()));
            assertThat(http.send("DELETE", feedback(answer)).status()).isEqualTo(204);
            talk.judgements.remove(answer);
        });
    }

    private void search() {
        JsonNode matches = http.get(CONVERSATIONS + "/search?limit=50&q=" + user).json().path("matches");
        assertThat(matches.valueStream().map(match -> match.at("/conversation/id").asText()))
                .containsExactlyInAnyOrderElementsOf(mine.talks.stream().filter(talk -> talk.named(user)).map(talk -> talk.id).toList());
    }

    private void export() {
        if (!mine.talks.isEmpty()) {
            ShadowHistory.Talk talk = any(mine.talks);
            assertThat(http.get(at(talk) + "/export").json().path("messages").valueStream().map(message -> message.path("text").asText()))
                    .containsExactlyElementsOf(talk.texts);
        }
    }

    private static String feedback(String answer) {
        return "/api/v1/messages/" + answer + "/feedback";
    }

    /** Any id of anybody's by any route, and in SQL that forgets to name its user. */
    private void tryAnothers() throws SQLException {
        String id = anothers();
        List<ReadersRoute> routes = ReadersRoute.all(id, id).filter(ReadersRoute::ofARow).toList();
        any(routes).send(http.service(), http.signed()).isProblem(404);
        UUID row = UUID.fromString(id);
        assertThat(
                sql.query("select id from conversation where id = ? union all select id from message where id = ? or conversation_id = ?",
                        row, row, row))
                .isEmpty();
        assertThat(sql.update("update conversation set title = 'taken by ' || ?, updated_at = ? where id = ?", user, null, row)).isZero();
        assertThat(sql.update("update message set text = 'taken' where id = ? or conversation_id = ?", row, row)).isZero();
        assertThat(sql.update("update feedback set words = 'taken' where message_id = ?", row)).isZero();
        assertThat(sql.update("delete from feedback where message_id = ?", row)).isZero();
        assertThat(sql.update("delete from message where id = ? or conversation_id = ?", row, row)).isZero();
        assertThat(sql.update("delete from conversation where id = ?", row)).isZero();
    }

    /** In another's name, or into what is another's. */
    private void writeAnothers() {
        UUID id = UUID.fromString(anothers());
        assertRefused(
                "insert into conversation (id, user_id, title, created_at, updated_at) select gen_random_uuid(), 'x' || ?, 'x', now(), now()",
                REFUSED, user);
        assertRefused("insert into conversation (id, user_id, title, created_at, updated_at) values (?, 'x', 'x', ?, now())", REFUSED, id,
                null);
        assertRefused("update conversation set user_id = 'x' where user_id = ?", REFUSED, user);
        assertRefused("""
                      insert into message (id, conversation_id, user_id, role, status, text, created_at)
                      values (gen_random_uuid(), ?, ?, 'reader', 'complete', 'smuggled in', now())
                      """, "23503", id, user);
        assertRefused("insert into feedback (message_id, user_id, thumb, created_at, updated_at) values (?, ?, 'up', now(), now())",
                REFUSED, id, user);
    }

    private void assertRefused(String statement, String state, Object... parameters) {
        if (statement.startsWith("update") && mine.talks.isEmpty()) {
            return;
        }
        assertThatThrownBy(() -> sql.update(statement, parameters)).isInstanceOfSatisfying(SQLException.class,
                e -> assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo(state));
    }

    private void assertListed() {
        List<String> listed = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = http.get(CONVERSATIONS + "?limit=" + (1 + random.nextInt(4)) + after).json();
            page.path("conversations")
                    .forEach(each -> listed.add(each.path("id").asText() + (each.path("starred").asBoolean() ? " * " : " ")
                            + each.path("title").asText()));
            after = page.path("next").isTextual() ? "&after=" + page.path("next").asText() : "";
        } while (!after.isEmpty());
        assertThat(listed).isEqualTo(mine.talks.stream().map(ShadowHistory.Talk::toString).toList());
    }

    private void assertCounted() throws SQLException {
        Instant since = random.nextBoolean() ? null : Instant.EPOCH;
        for (String table : TABLES) {
            assertThat(sql.query("select distinct user_id from " + table + " where (?::timestamptz is null or created_at >= ?)",
                    at(since), at(since))).isSubsetOf(user);
        }
        assertThat(sql.query(
                "select (select count(*) from conversation) || ' ' || (select count(*) from message) || ' ' || (select count(*) from feedback)"))
                .containsExactly(mine.talks.size() + " " + mine.messages() + " " + mine.judgements().size());
    }

    /** All that she must see is seen, over HTTP and in SQL, and nothing else. */
    void assertAllIsAsItMustBe() throws SQLException {
        assertListed();
        assertCounted();
        for (ShadowHistory.Talk talk : mine.talks) {
            assertThat(http.texts(talk.id)).isEqualTo(talk.texts);
        }
        assertThat(sql.query(
                "select id || case when starred then ' * ' else ' ' end || title from conversation order by updated_at desc, id desc"))
                .isEqualTo(mine.talks.stream().map(ShadowHistory.Talk::toString).toList());
        assertThat(sql.query("select text from message")).containsExactlyInAnyOrderElementsOf(
                mine.talks.stream().flatMap(talk -> talk.texts.stream()).toList());
        assertThat(sql.query("select message_id || ' ' || words from feedback")).containsExactlyInAnyOrderElementsOf(
                mine.judgements().entrySet().stream().map(each -> each.getKey() + " " + each.getValue()).toList());
    }

    int conversations() {
        return mine.talks.size();
    }

    int messages() {
        return mine.messages();
    }

    @Override
    public void close() throws SQLException {
        sql.close();
    }

    private Optional<ShadowHistory.Talk> talkWithAnswers() {
        List<ShadowHistory.Talk> talks = mine.talks.stream().filter(talk -> !talk.answers.isEmpty()).toList();
        return talks.isEmpty() ? Optional.empty() : Optional.of(any(talks));
    }

    /** Not one of hers; it may be gone by now, which makes no difference to her. */
    private String anothers() {
        Set<String> hers = mine.talks.stream().flatMap(talk -> Stream.concat(Stream.of(talk.id), talk.answers.values().stream()))
                .collect(Collectors.toSet());
        List<String> others = everybodys.stream().filter(id -> !hers.contains(id)).toList();
        return others.isEmpty() ? UUID.randomUUID().toString() : any(others);
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static Object at(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static String at(ShadowHistory.Talk talk) {
        return CONVERSATIONS + "/" + talk.id;
    }
}
