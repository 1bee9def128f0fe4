package dev.hornbook.account;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The keys as they stood in {@code jwks} at one moment, ready for use. Immutable.
 *
 * @param rows those a verifier may still need: live ones, and expired ones within {@link #GRACE}
 * @param signer the newest live Ed25519 key whose private half our secret opens; it carries its id
 * @param signsUntil when {@code signer} expires, if it does
 * @param verifiers the public Ed25519 keys by id, also of rows another secret encrypted
 * @param readAt when this was read
 */
record KeyRing(List<KeyRow> rows, Optional<OctetKeyPair> signer, Optional<Instant> signsUntil, Map<String, OctetKeyPair> verifiers,
        Instant readAt) {

    /** How long a key goes on verifying after it stopped signing (Better Auth's {@code jwks.gracePeriod}). */
    private static final Duration GRACE = Duration.ofDays(30);

    static KeyRing read(List<KeyRow> all, KeyCipher cipher, Instant now) {
        List<KeyRow> rows = all.stream().filter(row -> row.expiresAt().map(end -> now.isBefore(end.plus(GRACE))).orElse(true)).toList();
        Map<String, OctetKeyPair> verifiers = new HashMap<>();
        rows.stream().filter(KeyRow::isEdDsa)
                .forEach(row -> ed25519(row.publicKey(), row.id()).ifPresent(key -> verifiers.put(row.id(), key.toPublicJWK())));
        record Candidate(KeyRow row, OctetKeyPair key) {}
        Optional<Candidate> signer = rows.stream().filter(KeyRow::isEdDsa).filter(row -> row.live(now))
                .sorted(Comparator.comparing(KeyRow::createdAt).reversed())
                .flatMap(row -> cipher.decrypt(row.privateKey()).flatMap(jwk -> ed25519(jwk, row.id())).filter(OctetKeyPair::isPrivate)
                        .map(key -> new Candidate(row, key)).stream())
                .findFirst();
        return new KeyRing(rows, signer.map(Candidate::key), signer.flatMap(s -> s.row().expiresAt()), Map.copyOf(verifiers), now);
    }

    boolean canSign(Instant now) {
        return signer.isPresent() && signsUntil.map(now::isBefore).orElse(true);
    }

    boolean olderThan(Duration age, Instant now) {
        return readAt.plus(age).isBefore(now);
    }

    private static Optional<OctetKeyPair> ed25519(String jwk, String id) {
        try {
            OctetKeyPair key = OctetKeyPair.parse(jwk);
            return key.getCurve().equals(Curve.Ed25519) ? Optional.of(new OctetKeyPair.Builder(key).keyID(id).build()) : Optional.empty();
        } catch (ParseException | RuntimeException notAnEd25519Key) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "KeyRing[" + verifiers.keySet() + ", signer=" + signer.map(OctetKeyPair::getKeyID) + "]";
    }
}
