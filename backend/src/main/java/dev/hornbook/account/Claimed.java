package dev.hornbook.account;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;

/**
 * What a well-signed token of another issuer says of whom it speaks for.
 *
 * @param subject who it is, there
 * @param made when the issuer says it made the token
 * @param name untrusted text, without control characters, never empty
 * @param email their address, where the issuer has verified it; what it has not verified is nobody's
 */
record Claimed(String subject, Optional<Instant> made, String name, Optional<EmailAddress> email) {

    private static final int LONGEST_NAME = 100;

    static Claimed in(JWTClaimsSet claims) {
        // Better Auth's name for it, and OpenID Connect's.
        boolean verified = Boolean.TRUE.equals(claims.getClaim("emailVerified")) || Boolean.TRUE.equals(claims.getClaim("email_verified"));
        return new Claimed(claims.getSubject(), Optional.ofNullable(claims.getIssueTime()).map(Date::toInstant), name(claims),
                text(claims, "email").filter(_ -> verified).flatMap(EmailAddress::parse));
    }

    private static String name(JWTClaimsSet claims) {
        // Halves of surrogate pairs and NUL are no text that PostgreSQL takes.
        String name = text(claims, "name").orElse("").codePoints()
                .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE).limit(LONGEST_NAME)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString().strip();
        return name.isEmpty() ? "Reader" : name;
    }

    private static Optional<String> text(JWTClaimsSet claims, String name) {
        return claims.getClaim(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    @Override
    public String toString() {
        return "Claimed[***]";
    }
}
