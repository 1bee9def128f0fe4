package dev.hornbook.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hornbook.pool.NeonUrl.Problem;
import dev.hornbook.pool.NeonUrl.Verification;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NeonUrlTest {
    private static final String SECRET = "hunter2Canary";
    private static final String NEON = "postgresql://alex:" + SECRET
            + "@ep-cool-darkness-123456.us-east-2.aws.neon.tech/neondb?sslmode=require&channel_binding=require";

    @Test
    void whatNeonsConsoleShowsIsTakenAsItIs() {
        NeonUrl url = NeonUrl.parse(NEON);
        assertThat(url.host()).isEqualTo("ep-cool-darkness-123456.us-east-2.aws.neon.tech");
        assertThat(url.port()).isEqualTo(5432);
        assertThat(url.database()).isEqualTo("neondb");
        assertThat(url.user()).isEqualTo("alex");
        assertThat(url.password()).isEqualTo(SECRET);
        assertThat(url.endpoint()).contains("ep-cool-darkness-123456");
        assertThat(url.isNeon()).isTrue();
        assertThat(url.isPooled()).isFalse();
        assertThat(url.warnings()).isEmpty();
    }

    @Test
    void requireIsCarriedOutAsFullVerificationForNeonAlone() {
        assertThat(NeonUrl.parse(NEON).verification()).isEqualTo(Verification.FULL);
        NeonUrl other = NeonUrl.parse("postgres://u:p@db.example.org/d?sslmode=require");
        assertThat(other.verification()).isEqualTo(Verification.ENCRYPTED);
        assertThat(other.warnings()).hasSize(2);
        assertThat(NeonUrl.parse("postgres://u:p@db.example.org/d?sslmode=verify-ca").verification()).isEqualTo(Verification.CHAIN);
        assertThat(NeonUrl.parse("postgres://u:p@db.example.org/d?sslmode=require&sslrootcert=/root.crt").verification())
                .isEqualTo(Verification.FULL);
    }

    @Test
    void loopbackMayBePlainAndNothingElseMay() {
        for (String host : List.of("localhost", "127.0.0.1", "127.8.9.1", "[::1]")) {
            assertThat(NeonUrl.parse("postgres://u:p@" + host + "/d").verification()).isEqualTo(Verification.NONE);
            assertThat(NeonUrl.parse("postgres://u:p@" + host + "/d?sslmode=verify-full").verification()).isEqualTo(Verification.FULL);
        }
        for (String host : List.of("localhost.example.org", "10.0.0.1", "[::2]", "127.0.0.1.example.org")) {
            assertThat(parts("postgres://u:p@" + host + "/d")).containsExactly("sslmode");
        }
    }

    @Test
    void anEndpointInTheOptionsIsNeonsSecondWay() {
        NeonUrl url = NeonUrl.parse("postgresql://reader:p@localhost:5433/hornbook?options=endpoint%3Dep-quiet-horn-1&sslmode=verify-full");
        assertThat(url.isNeon()).isTrue();
        assertThat(url.endpoint()).contains("ep-quiet-horn-1");
        assertThat(url.pooled().parameter("options")).contains("endpoint=ep-quiet-horn-1-pooler");
        assertThat(url.pooled().isPooled()).isTrue();
        assertThat(url.pooled().direct()).isEqualTo(url);
    }

    @Test
    void directAndPooledAreFoundByTheFirstLabelAlone() {
        NeonUrl direct = NeonUrl.parse(NEON.replace(".us-east-2", ".c-3.us-east-2"));
        assertThat(direct.pooled().host()).isEqualTo("ep-cool-darkness-123456-pooler.c-3.us-east-2.aws.neon.tech");
        assertThat(direct.pooled().pooled()).isEqualTo(direct.pooled());
        assertThat(direct.pooled().direct()).isEqualTo(direct);
        assertThat(direct.direct()).isSameAs(direct);
        NeonUrl other = NeonUrl.parse("postgres://u:p@localhost/d");
        assertThat(other.pooled()).isSameAs(other);
    }

    @Test
    void percentEncodingIsUnderstoodEverywhere() {
        NeonUrl url = NeonUrl.parse("postgresql://al%65x%40home:canary%40s%2Fs%3Aw%25%C3%BC+@localhost/my%20db?application_name=a%20b");
        assertThat(url.user()).isEqualTo("alex@home");
        assertThat(url.password()).isEqualTo("canary@s/s:w%ü+");
        assertThat(url.database()).isEqualTo("my db");
        assertThat(url.parameter("application_name")).contains("a b");
    }

    @Test
    void anIPv6AddressStandsInBrackets() {
        NeonUrl url = NeonUrl.parse("postgresql://u:p@[2001:DB8::1]:5433/d?sslmode=verify-full");
        assertThat(url.host()).isEqualTo("2001:db8::1");
        assertThat(url.port()).isEqualTo(5433);
        assertThat(NeonUrl.parse(url.toSecretString())).isEqualTo(url);
    }

    @Test
    void bothSpellingsOfChannelBindingAreOne() {
        NeonUrl url = NeonUrl.parse("postgres://u:p@h.example.org/d?sslmode=verify-full&channelBinding=require&channel_binding=require");
        assertThat(url.parameter("channel_binding")).contains("require");
        assertThat(parts("postgres://u:p@h.example.org/d?sslmode=verify-full&channelBinding=require&channel_binding=prefer"))
                .containsExactly("channel_binding");
    }

    @Test
    void equalUrlsAreThoseThatConnectAlike() {
        assertThat(NeonUrl.parse("postgres://u:p@LocalHost:5432/d?sslmode=disable&application_name=x"))
                .isEqualTo(NeonUrl.parse("postgresql://u:p@localhost/d?application_name=x&sslmode=disable"))
                .isNotEqualTo(NeonUrl.parse("postgresql://u:q@localhost/d?application_name=x&sslmode=disable"));
    }

    @Test
    void aRootCertificateIsAPathAndSystemIsTheJvms() {
        String base = "postgres://u:p@h.example.org/d?sslmode=verify-full&sslrootcert=";
        assertThat(NeonUrl.parse(base + "/a%20b/root.crt").rootCertificate()).contains(Path.of("/a b/root.crt"));
        assertThat(NeonUrl.parse(base + "system").rootCertificate()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                                                              # URL                                                             | parts that are at fault, in their order
                                                              mysql://u:p@localhost/d                                           | scheme
                                                              localhost:5432/d                                                  | scheme
                                                              jdbc:postgresql://localhost/d?user=u&password=p                   | scheme user password user password
                                                              postgresql://localhost/d                                          | user password
                                                              postgresql://u@localhost/d                                        | password
                                                              postgresql://:p@localhost/d                                       | user
                                                              postgresql://u:p@/d                                               | host
                                                              postgresql://u:p@localhost                                        | database
                                                              postgresql://u:p@localhost/                                       | database
                                                              postgresql://u:p@localhost/d/e                                    | database
                                                              postgresql://u:p@localhost:/d                                     | port
                                                              postgresql://u:p@localhost:0/d                                    | port
                                                              postgresql://u:p@localhost:65536/d                                | port
                                                              postgresql://u:p@localhost:abc/d                                  | port
                                                              postgresql://u:p@one,two/d?sslmode=require                        | host
                                                              postgresql://u:p@%2Ftmp/d?sslmode=require                         | host
                                                              postgresql://u:p@ho_st!/d?sslmode=require                         | host
                                                              postgresql://u:p@[::g]/d?sslmode=require                          | host
                                                              postgresql://u:p@[127.0.0.1]/d?sslmode=require                    | host
                                                              postgresql://u%:p%4@localhost/d%zz                                | user password database
                                                              postgresql://u:p%00@localhost/d                                   | password
                                                              postgresql://u:p%ff@localhost/d                                   | password
                                                              postgresql://u:p@x@localhost/d                                    | password
                                                              postgresql://u:p/x@localhost/d                                    | password
                                                              postgresql://u:p?x@localhost/d                                    | password
                                                              postgresql://u:p#x@localhost/d                                    | password
                                                              postgresql://u:p?x=1@localhost/d                                  | password
                                                              postgresql://u:12/34@localhost/d                                  | password
                                                              postgresql://u:p@x/y@localhost/d?application_name=a@b             | password password
                                                              postgresql://u:p@h.example.org/d                                  | sslmode
                                                              postgresql://u:p@h.example.org/d?sslmode=disable                  | sslmode
                                                              postgresql://u:p@h.example.org/d?sslmode=allow                    | sslmode
                                                              postgresql://u:p@h.example.org/d?sslmode=prefer                   | sslmode
                                                              postgresql://u:p@h.example.org/d?sslmode=yes                      | sslmode
                                                              postgresql://u:p@localhost/d?sslmode=disable&channel_binding=require | channel_binding
                                                              postgresql://u:p@localhost/d?channel_binding=maybe                | channel_binding
                                                              postgresql://u:p@localhost/d?sslmode=disable&sslmode=require      | sslmode
                                                              postgresql://u:p@localhost/d?sslrootcert=/r                       | sslrootcert
                                                              postgresql://u:p@localhost/d?prepareThreshold=never               | prepareThreshold
                                                              postgresql://u:p@localhost/d?frobnicate=1&application_name        | 'parameter 1' 'parameter 2'
                                                              postgresql://u:p@localhost/d?pgbouncer=true&connection_limit=5    | pgbouncer connection_limit
                                                              postgresql://u:p@ep-a.x.neon.tech/d?sslmode=require&options=endpoint%3Dep-b | options
                                                              postgresql://u:p@ep-a-pooler.x.neon.tech/d?sslmode=require&options=endpoint%3Dep-a | options
                                                              psql 'postgresql://u:p@localhost/d'                               | psql quotes
                                                              "postgresql://u:p@localhost/d"                                    | quotes
                                                              DATABASE_URL=postgresql://u:p@localhost/d                         | name
                                                              export DATABASE_URL="postgresql://u:p@localhost/d"                | name quotes
                                                              postgresql://u:p@local host/d                                     | whitespace
                                                              """, quoteCharacter = '`')
    void eachFaultIsTold(String url, String expected) {
        String quoted = expected.replaceAll("'parameter (\\d)'", "parameter-$1");
        assertThat(parts(url)).map(part -> part.replace("parameter ", "parameter-")).containsExactly(quoted.split(" "));
    }

    @Test
    void allFaultsAreToldAtOnceEachWithWhatToChange() {
        List<Problem> problems = problems("mysql://:" + SECRET + "@db.example.org:99999/?sslmode=of&ssl=true&foo=1");
        assertThat(problems).map(Problem::part).containsExactly("scheme", "user", "port", "database", "sslmode", "ssl", "parameter 3");
        assertThat(problems).allSatisfy(problem -> assertThat(problem.change()).isNotBlank());
    }

    @Test
    void aMisspeltParameterIsLedBackToTheKnownOne() {
        assertThat(problems("postgres://u:p@localhost/d?ssl_mode=require")).singleElement()
                .satisfies(problem -> assertThat(problem.change()).isEqualTo("Did you mean sslmode?"));
    }

    @Test
    void lineBreaksAroundAndInsideAreTold() {
        assertThat(parts("  " + NEON + "\n")).containsExactly("whitespace");
        assertThat(parts(NEON.replace("?", "\n?"))).containsExactly("whitespace");
        assertThat(parts(NEON.replace("@", "\u200b@"))).containsExactly("whitespace");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "postgres", "postgres:", "://", "postgres://", "postgres://@", "postgres://@/", "postgres://[",
        "postgres://u:p@["})
    void whatIsNoUrlAtAllIsRefusedAsWell(String text) {
        assertThat(problems(text)).isNotEmpty();
    }

    @Test
    void theTextOfAUrlHidesItsPassword() {
        NeonUrl url = NeonUrl.parse(NEON);
        assertThat(url.toString()).doesNotContain(SECRET).contains("****").contains("alex");
        assertThat(NeonSettings.of(url).toString()).doesNotContain(SECRET);
        assertThat(url.toSecretString()).contains(SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SECRET://u:p@localhost/d", "SECRET=mysql://u:p@localhost/d", "psql SECRET", "SECRET", "postgres://SECRET@/d",
        "postgres://u:p@SECRET!/d", "postgres://u:p@[SECRET]/d", "postgres://u:p@localhost:SECRET/d", "postgres://u:p@localhost/SECRET/e",
        "postgres://u:p@localhost/d?SECRET=1", "postgres://u:p@localhost/d?SECRET", "postgres://u:p@localhost/d?sslmode=SECRET",
        "postgres://u:p@localhost/d?channel_binding=SECRET", "postgres://u:p@localhost/d?sslmode=allow&sslrootcert=SECRET",
        "postgres://u:p@localhost/d?password=SECRET", "postgres://u:%SECRET@localhost/d"})
    void whereASecretStandsInAnOddPlaceItIsNotEchoedEither(String url) {
        NeonUrlException e = catchThrowableOfType(NeonUrlException.class, () -> NeonUrl.parse(url.replace("SECRET", SECRET)));
        assertThat(e.getMessage()).doesNotContainIgnoringCase(SECRET);
        assertThat(e.problems().toString()).doesNotContainIgnoringCase(SECRET);
    }

    @Test
    void noMessageEverHoldsAPieceOfThePassword() {
        Random random = new Random(20261121);
        for (int i = 0; i < 20_000; i++) {
            String mangled = mangled(NEON, random);
            try {
                assertThat(NeonUrl.parse(mangled).toString()).doesNotContain("unter2Canar");
            } catch (NeonUrlException e) {
                assertThat(e).as(mangled).message().doesNotContain("unter2").doesNotContain("Canary");
            }
        }
    }

    /** Up to four characters struck out, put in, or put twice; mostly such as mean something in a URL. */
    private static String mangled(String text, Random random) {
        String noise = "@/?#:%&=[]'\" \n,x";
        StringBuilder mangled = new StringBuilder(text);
        for (int i = random.nextInt(5); i > 0 && !mangled.isEmpty(); i--) {
            int at = random.nextInt(mangled.length());
            switch (random.nextInt(3)) {
                case 0 -> mangled.deleteCharAt(at);
                case 1 -> mangled.insert(at, noise.charAt(random.nextInt(noise.length())));
                default -> mangled.insert(at, mangled.charAt(random.nextInt(mangled.length())));
            }
        }
        return mangled.toString();
    }

    @Test
    void whatIsPrintedIsReadBackAsTheSame() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            String name = random.ints(1 + random.nextInt(8), 1, 0x2ff).filter(Character::isDefined)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString() + "x";
            NeonUrl url = NeonUrl.parse("postgresql://" + Percent.encode(name) + ":" + Percent.encode(name + "!") + "@localhost:"
                    + (1 + random.nextInt(65535)) + "/" + Percent.encode(name) + "?application_name=" + Percent.encode(name));
            assertThat(NeonUrl.parse(url.toSecretString())).isEqualTo(url);
            assertThat(url.user()).isEqualTo(name);
        }
    }

    private static List<Problem> problems(String url) {
        NeonUrlException e = catchThrowableOfType(NeonUrlException.class, () -> NeonUrl.parse(url));
        assertThat(e).as(url).isNotNull();
        return e.problems();
    }

    private static List<String> parts(String url) {
        return problems(url).stream().map(Problem::part).toList();
    }

    @Test
    void problemsAreForPeople() {
        assertThat(Stream.of(problems("postgresql://u:p/w@localhost/d").getFirst().toString()))
                .containsExactly("password: It contains an unencoded '/'. Write %2F for it.");
    }
}
