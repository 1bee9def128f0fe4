package dev.hornbook.cli;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Texts that have brought other programs down, and such as only this run has seen. */
final class HostileText {
    private static final List<String> KNOWN = List.of(
            "", " ", "\t\r\n", "\u0000", "a\u0000b", "\u0001\u001f\u007f", "\ufeff", "\u200b\u200d\u2060", "\u202etxet", "\ufffe\uffff",
            "\ud83d\ude00", "e\u0301".repeat(40), "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000", "null", "undefined", "NaN",
            "true", "0",
            "-1", "1e309", "0x10", "99999999999999999999", "9223372036854775808", "2147483648", "1.5", "+1", "\u0661",
            "' or 1=1 --", "'; drop table \"user\"; --", "%27%20or%201", "\\", "\\u0000", "\"", "{}", "[]", "$1", ":user", "?", "%", "%%",
            "%s%n",
            "${jndi:ldap://127.0.0.1/x}", "#{7*7}", "{{7*7}}", "<script>alert(1)</script>", "<!--", "]]>", "../../etc/passwd", "..\\..\\x",
            "/", "//", "//elsewhere.example", "http://elsewhere.example/", "javascript:alert(1)", "a\r\nSet-Cookie: x=y", "a@b", "a@b.c",
            "\"a\"@example.org", "ann@example.org\u0000", "ANN@EXAMPLE.ORG", "x.y.z", "..", "e30.e30.",
            "00000000-0000-0000-0000-000000000000",
            "019a8f6e-7d05-7c5b-9f10-6b1f2d0c4e20x", "{019a8f6e-7d05-7c5b-9f10-6b1f2d0c4e20}", "________________________________",
            "\"unclosed", "-", "or", "- - -", "a & b | !c", "<-> <->", ":*", "(((", "word:".repeat(60), "\"".repeat(99));

    private HostileText() {}

    /** All of them, and some around a length that is a limit. */
    static Stream<String> all(Random random, int limit) {
        Stream<String> around = Stream.of(limit - 1, limit, limit + 1, 2 * limit + 1, 5_000).filter(length -> length > 0)
                .flatMap(length -> Stream.of("a".repeat(length), "\u00e9".repeat(length), "\ud83d\ude00".repeat(length)));
        return Stream.of(KNOWN.stream(), around, Stream.of(any(random), any(random), any(random))).flatMap(each -> each);
    }

    /** Of whichever characters there are, halves of pairs among them. */
    private static String any(Random random) {
        return random.ints(1 + random.nextInt(40), 0, 0x10000)
                .mapToObj(unit -> String.valueOf((char) (random.nextBoolean() ? unit : unit % 128)))
                .collect(Collectors.joining());
    }
}
