package dev.hornbook.pool;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Any text is either a usable URL, which prints itself so that it is read back the same, or refused with what to change; and a secret in it is
 * told by nobody. {@code mvn verify} runs it over the corpus beside it and over texts made by chance, {@code mvn -Pfuzz} with Jazzer.
 */
class NeonUrlFuzzTest {
    private static final String SECRET = "hunter2Canary";
    private static final List<String> PIECES = List.of("postgresql://", "postgres://", "jdbc:", "psql ", "DATABASE_URL=", "'", "\"", "alex",
            ":", "@", "/", "?", "&", "#", "=", "%", "%40", "%00", "%C3%BC", "%C3", "+", " ", "\n", "\u200b", "\ud83d\ude00", "\ud83d", "[",
            "]",
            "::1", "[::1]", "localhost", "ep-a-1", "-pooler", ".", ".neon.tech", ".neon.build", "db.example.org", ":5433", ":99999",
            "neondb",
            "sslmode=", "require", "disable", "verify-full", "channel_binding=", "options=", "endpoint=", "endpoint%3D", "project=",
            "sslrootcert=", "system", "/root.crt", "%5C0", "application_name=", "ApplicationName=", "user=", "password=", "sslmod=");

    private static final List<String> BEGINNINGS = List.of("", "postgresql://alex:", "postgresql://alex:" + SECRET + "@",
            "postgres://alex:p@ep-a-1", "postgres://alex:p@localhost/neondb?options=endpoint%3D");
    private static final List<String> ENDS = List.of("", ".neon.tech/neondb?sslmode=require", "@ep-a-1.neon.tech/neondb?sslmode=require");

    @FuzzTest
    @DictionaryEntries({"postgresql://", "sslmode=require", "options=endpoint%3D", "-pooler", ".neon.tech", "channel_binding=require",
        "%40"})
    void everyTextIsJudgedWithoutTellingItsSecret(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        judge(text);
        int at = Math.floorMod(Arrays.hashCode(bytes), text.length() + 1);
        judge(text.substring(0, at) + SECRET + text.substring(at));
    }

    @Test
    void soAreTextsPutTogetherByChance() {
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(one(BEGINNINGS, random));
            for (int pieces = random.nextInt(8); pieces > 0; pieces--) {
                text.append(one(PIECES, random));
            }
            text.append(one(ENDS, random));
            everyTextIsJudgedWithoutTellingItsSecret(text.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String one(List<String> texts, Random random) {
        return texts.get(random.nextInt(texts.size()));
    }

    private static void judge(String text) {
        NeonUrl url;
        try {
            url = NeonUrl.parse(text);
        } catch (NeonUrlException e) {
            isTold(e);
            return;
        }
        isReadBack(url);
        masksItsPassword(url);
        assertThat(DriverProperties.of(url)).isNotEmpty();
        if (url.isNeon()) {
            leadsToOneCompute(url);
        }
    }

    private static void isTold(NeonUrlException e) {
        assertThat(e.problems()).isNotEmpty()
                .allSatisfy(problem -> assertThat(List.of(problem.part(), problem.what(), problem.change())).noneMatch(String::isBlank));
        assertThat(e.getCause()).isNull();
        assertThat(e + " " + e.problems()).doesNotContainIgnoringCase(SECRET);
    }

    private static void isReadBack(NeonUrl url) {
        NeonUrl again = NeonUrl.parse(url.toSecretString());
        assertThat(again).isEqualTo(url).hasSameHashCodeAs(url);
        assertThat(again.toSecretString()).isEqualTo(url.toSecretString());
        assertThat(again.password()).isEqualTo(url.password());
        assertThat(again.warnings()).isEqualTo(url.warnings());
    }

    private static void masksItsPassword(NeonUrl url) {
        String rest = url.toSecretString().replace(":" + Percent.encode(url.password()) + "@", ":@");
        boolean inPasswordAlone = url.password().contains(SECRET)
                && !rest.toLowerCase(Locale.ROOT).contains(SECRET.toLowerCase(Locale.ROOT));
        if (inPasswordAlone) {
            assertThat(url + " " + url.warnings()).doesNotContainIgnoringCase(SECRET);
        }
        assertThat(url.toString()).isEqualTo(url.toSecretString().replaceFirst(":[^:@]*@", ":****@"));
    }

    private static void leadsToOneCompute(NeonUrl url) {
        assertThat(url.pooled().isPooled()).isTrue();
        assertThat(url.direct().isPooled()).isFalse();
        assertThat(url.pooled().direct()).isEqualTo(url.direct());
        assertThat(url.direct().endpoint()).isEqualTo(url.endpoint());
        isReadBack(url.pooled());
        isReadBack(url.direct());
    }
}
