package dev.hornbook.account;

import dev.hornbook.database.RowMapper;
import dev.hornbook.database.Scope;
import java.util.List;
import java.util.function.Predicate;

/** Better Auth's {@code jwks}. */
final class KeyRows {

    private static final String ALL = """
                                      select "id", "publicKey", "privateKey", "createdAt", "expiresAt", "alg", "crv" from "jwks\"""";
    private static final RowMapper<KeyRow> ROW = row -> new KeyRow(row.text("id"), row.text("publicKey"), row.text("privateKey"),
            row.instant("createdAt"),
            row.optionalInstant("expiresAt"), row.optionalText("alg"), row.optionalText("crv"));

    private final Scope identity;

    KeyRows(Scope identity) {
        this.identity = identity;
    }

    List<KeyRow> all() {
        return identity.query(ALL, ROW);
    }

    /**
     * Adds {@code row} where no key can sign, and says what stands afterwards. Instances take turns at it, so that two that
     * start at once end with one key, and both know it.
     *
     * @param enough whether the rows that stand make a new one unnecessary
     */
    List<KeyRow> addUnless(Predicate<List<KeyRow>> enough, KeyRow row) {
        return identity.inTransaction(handle -> {
            // Kept until the transaction ends, which also holds behind a transaction pooler. The number is "jwks" in ASCII.
            handle.execute("select pg_advisory_xact_lock(1786211187)");
            List<KeyRow> rows = handle.createQuery(ALL).map(ROW).list();
            if (enough.test(rows)) {
                return rows;
            }
            handle.createUpdate("""
                                insert into "jwks" ("id", "publicKey", "privateKey", "createdAt", "alg", "crv")
                                values (:id, :publicKey, :privateKey, :createdAt, :alg, :crv)""").bind("id", row.id())
                    .bind("publicKey", row.publicKey())
                    .bind("privateKey", row.privateKey()).bind("createdAt", row.createdAt()).bind("alg", row.alg()).bind("crv", row.crv())
                    .execute();
            return handle.createQuery(ALL).map(ROW).list();
        });
    }
}
