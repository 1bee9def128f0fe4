package dev.hornbook.account;

import com.google.crypto.tink.subtle.Ed25519Sign;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import dev.hornbook.database.DatabaseException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that sign and check tokens, kept in memory. They are read at first use, again once an hour while tokens are
 * being made (so that a key a neighbour rotated in is taken over), and when a token names a key not known here (at most
 * once a minute: made-up names must not keep the database awake). The first key is made here when there is none that our
 * secret opens.
 */
public final class SigningKeys {

    private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);
    private static final Duration KEPT = Duration.ofHours(1);
    private static final Duration BETWEEN_SEARCHES = Duration.ofMinutes(1);

    private final KeyRows rows;
    private final KeyCipher cipher;
    private final RandomIds ids;
    private final Clock clock;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile KeyRing ring;
    private volatile Instant lastSearch = Instant.MIN;

    SigningKeys(KeyRows rows, KeyCipher cipher, RandomIds ids, Clock clock) {
        this.rows = rows;
        this.cipher = cipher;
        this.ids = ids;
        this.clock = clock;
    }

    /** The key that signs now, with its private half; its id is the token's {@code kid}. */
    OctetKeyPair signer() {
        return current().signer().orElseThrow(() -> new IllegalStateException("a ring is only kept when it can sign"));
    }

    /** The public key named {@code kid}, if any instance on these tables has it. */
    Optional<OctetKeyPair> verifier(String kid) {
        KeyRing known = ring;
        if (known != null && known.verifiers().containsKey(kid)) {
            return Optional.of(known.verifiers().get(kid));
        }
        if (known == null) {
            known = current();
        } else if (RandomIds.hasForm(kid) && searchAllowed()) {
            known = search();
        }
        return Optional.ofNullable(known.verifiers().get(kid));
    }

    /** The rows to publish: every key that a token still good may be signed with. */
    public List<PublicKey> published() {
        return current().rows().stream().map(row -> new PublicKey(row.id(), row.alg().orElse("EdDSA"), row.crv(), row.publicKey()))
                .toList();
    }

    /**
     * A ring that can sign. One kept for too long is read again by one caller, while the others go on with it, and so does
     * everybody when the database cannot be reached.
     */
    private KeyRing current() {
        KeyRing known = ring;
        if (known == null || !known.canSign(clock.instant())) {
            reading.lock();
            try {
                known = ring;
                return known != null && known.canSign(clock.instant()) ? known : read();
            } finally {
                reading.unlock();
            }
        }
        if (known.olderThan(KEPT, clock.instant()) && reading.tryLock()) {
            try {
                return read();
            } catch (DatabaseException e) {
                LOG.debug("The signing keys could not be read again; those in memory go on.", e);
            } finally {
                reading.unlock();
            }
        }
        return known;
    }

    private KeyRing search() {
        try {
            return read();
        } catch (DatabaseException e) {
            // Nobody has looked: the next one may.
            lastSearch = Instant.MIN;
            throw e;
        }
    }

    private KeyRing read() {
        KeyRing read = KeyRing.read(rows.all(), cipher, clock.instant());
        if (!read.canSign(clock.instant())) {
            if (!read.rows().isEmpty()) {
                LOG.warn("""
                         None of the {} keys in "jwks" can sign: they have expired, or were encrypted under another HORNBOOK_SECRET. \
                         A new key is made. If a Better Auth server works on the same tables, give both the same secret, or it will \
                         not be able to sign.""", read.rows().size());
            }
            KeyRow made = make();
            read = KeyRing.read(rows.addUnless(all -> KeyRing.read(all, cipher, clock.instant()).canSign(clock.instant()), made), cipher,
                    clock.instant());
        }
        ring = read;
        return read;
    }

    private KeyRow make() {
        try {
            Ed25519Sign.KeyPair pair = Ed25519Sign.KeyPair.newKeyPair();
            OctetKeyPair key = new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(pair.getPublicKey()))
                    .d(Base64URL.encode(pair.getPrivateKey())).build();
            return new KeyRow(ids.next(), key.toPublicJWK().toJSONString(), cipher.encrypt(key.toJSONString()),
                    clock.instant().truncatedTo(ChronoUnit.MILLIS),
                    Optional.empty(), Optional.of("EdDSA"), Optional.of("Ed25519"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Making a key failed.", e);
        }
    }

    private boolean searchAllowed() {
        reading.lock();
        try {
            Instant now = clock.instant();
            boolean allowed = lastSearch.equals(Instant.MIN) || lastSearch.plus(BETWEEN_SEARCHES).isBefore(now);
            if (allowed) {
                lastSearch = now;
            }
            return allowed;
        } finally {
            reading.unlock();
        }
    }
}
