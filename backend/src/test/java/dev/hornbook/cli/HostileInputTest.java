package dev.hornbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.cli.Attack.Expected;
import dev.hornbook.testing.Contract;
import dev.hornbook.testing.Contract.Operation;
import dev.hornbook.testing.TestDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Whatever is sent to any operation of the contract over a plain socket, by parameter, header or field, gets an answer that the contract names,
 * without a word of our insides; what its forms do not let pass is refused, and what is refused leaves no trace in the database.
 *
 * <p>{@code -Dhornbook.hostile.seed} plays a run again, {@code -Dhornbook.hostile.requests} says how many there are for each operation.
 */
@Tag("integration")
class HostileInputTest {
    private static final long SEED = Long.getLong("hornbook.hostile.seed", 20_261_121);
    private static final int REQUESTS = Integer.getInteger("hornbook.hostile.requests", 12);

    private static final Set<String> READS = Set.of("GET", "HEAD");

    /** After which there is nothing left to send the next one with. */
    private static final Set<String> ENDS = Set.of("DELETE /api/v1/me", "DELETE /api/v1/conversations/{id}", "POST /api/auth/sign-out",
            "POST /api/auth/delete-anonymous-user", "POST /api/auth/delete-user", "POST /api/auth/revoke-sessions",
            "DELETE /api/v1/operator/invitations/{id}", "DELETE /api/v1/operator/textbooks/{slug}");

    /** Of which the contract's example wants what a guest has not: a password, and the link that serve printed. */
    private static final Set<String> NOT_FOR_GUESTS = Set.of("DELETE /api/v1/me", "POST /api/v1/operator/claim");

    private static final String TOKEN = "operator-token-of-a-test";
    private static final Pattern INSIDES = Pattern
            .compile("Exception|\\bat [a-z]+\\.[a-z.]+\\(|dev\\.hornbook|java\\.(?:lang|util|io)|io\\.helidon"
                    + "|fasterxml|postgresql|SQLSTATE|ERROR:|(?i:insert into|select .* from|relation \")|NullPointer|jdbc");

    @AutoClose
    private static final TestDatabase db = TestDatabase.migrated();
    @AutoClose
    private static final Connection login = db.login();
    private static final String EVERYTHING = db.textsAsLogin("select tablename from pg_tables where schemaname = 'public'").stream()
            .sorted().map(HostileInputTest::fingerprint).collect(Collectors.joining(" || ", "select ", ""));
    @AutoClose
    private static final RunningService service = new RunningService(db.url(), Map.of("HORNBOOK_OPERATOR_TOKEN", TOKEN,
            "HORNBOOK_TRUSTED_PROXIES", "127.0.0.0/8"));

    private final List<String> faults = new ArrayList<>();
    private final Random random = new Random(SEED);
    private GoodRequests good;
    private int sent;

    @Test
    void nothingThatIsSentBringsTheServerOutOfItsForms(TestReporter reporter) {
        good = new GoodRequests(service, TOKEN);
        for (Operation operation : Contract.here().operations()) {
            List<Attack> attacks = new Attacks(random).on(operation);
            Collections.shuffle(attacks, random);
            play(operation, attacks.subList(0, Math.min(REQUESTS, attacks.size())));
        }
        reporter.publishEntry("hostile requests", sent + ", seed " + SEED);
        assertThat(faults).as("-Dhornbook.hostile.seed=" + SEED).isEmpty();
    }

    private void play(Operation operation, List<Attack> attacks) {
        List<Attack> all = new ArrayList<>(attacks);
        if (operation.path().startsWith("/api/v1/") && !operation.security().isEmpty()) {
            all.add(new Attack(operation, "nobody's cookie", request -> request.header("Cookie").header("Authorization"),
                    Expected.UNAUTHORIZED));
            String another = good.another();
            if (operation.path().contains("{id}") && !operation.path().startsWith("/api/v1/operator/")) {
                all.add(new Attack(operation, "another's cookie", request -> request.header("Cookie", another), Expected.NOT_FOUND));
            }
        }
        if (!operation.path().startsWith("/api/auth/") && !NOT_FOR_GUESTS.contains(operation.toString())) {
            all.add(new Attack(operation, "nothing wrong", UnaryOperator.identity(), Expected.TAKEN));
        }
        good.of(operation);
        String before = contents();
        for (Attack attack : all) {
            int status = send(attack);
            if (READS.contains(operation.method())) {
                continue;
            }
            String after = contents();
            if (status >= 400 && !after.equals(before)) {
                faults.add("refused, and left a trace, " + attack);
            } else if (status < 400) {
                if (operation.toString().equals("POST /api/v1/operator/textbooks")) {
                }
                if (ENDS.contains(operation.toString())) {
                    good.begin();
                }
                good.of(operation);
                after = contents();
            }
            before = after;
        }
        if (!contents().equals(before)) {
            faults.add("reading left a trace: " + operation);
        }
    }

    private int send(Attack attack) {
        sent++;
        try {
            RawAnswer answer = RawAnswer.of(service.port(), attack.change().apply(good.of(attack.operation())).bytes());
            judge(attack, answer);
            return answer.status();
        } catch (IOException e) {
            faults.add(attack + " got no answer: " + e);
            return 500;
        }
    }

    private void judge(Attack attack, RawAnswer answer) {
        String all = " of " + attack + ": " + answer.status() + " " + answer.body().substring(0, Math.min(300, answer.body().length()));
        if (answer.status() >= 400 && INSIDES.matcher(answer.body()).find()) {
            faults.add("our insides are shown" + all);
        }
        if (answer.status() == 500) {
            faults.add("a fault of ours" + all);
        }
        if (attack.expected() != Expected.ELSEWHERE) {
            answer.asAnswer().faults(attack.operation()).forEach(fault -> faults.add(fault + all));
        }
        boolean asExpected = switch (attack.expected()) {
            case TAKEN -> answer.status() < 400;
            case REFUSED -> answer.status() >= 400;
            case NOT_FOUND -> answer.status() == 404;
            case UNAUTHORIZED -> answer.status() == 401;
            case EITHER, ELSEWHERE -> true;
        };
        if (!asExpected) {
            faults.add("not " + attack.expected() + all);
        }
    }

    /** Of every row of a table, in the version that it has; of passages without the meaning that is found for them meanwhile. */
    private static String fingerprint(String table) {
        String row = table.equals("passage") ? "id::text || hash" : "ctid::text || xmin::text";
        return "(select coalesce(md5(string_agg(%1$s, '' order by %1$s)), '') from \"%2$s\")".formatted(row, table);
    }

    /** A fingerprint of the whole database. */
    private static String contents() {
        try (Statement statement = login.createStatement(); ResultSet row = statement.executeQuery(EVERYTHING)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
