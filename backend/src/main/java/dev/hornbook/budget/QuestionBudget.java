package dev.hornbook.budget;

import dev.hornbook.database.Database;
import dev.hornbook.database.Row;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Counts the questions that are put to a model, each before it is put, and refuses those beyond the limits. Exact, however many
 * ask at once on however many instances: the counts are rows, and whoever counts holds the asker's row and then the day's until
 * its statement ends. That is a transaction in one round trip, so that the day's row, which all want, is never held while the
 * network is waited for. All take the two in that order, so none waits for another in a ring.
 *
 * <p>Every method throws {@link dev.hornbook.database.DatabaseException} if the database failed or could not be reached.
 */
public final class QuestionBudget {
    private final Database database;
    private final Limits limits;
    private final InstantSource clock;

    public QuestionBudget(Database database, Limits limits, InstantSource clock) {
        this.database = database;
        this.limits = limits;
        this.clock = clock;
    }

    /** What it counts up to. */
    public Limits limits() {
        return limits;
    }

    /** Counts a question to the model, if one is left. */
    public Taken take(Asker asker) {
        LocalDate day = today();
        if (limits.of(asker) > 0 && limits.togetherFor(asker) > 0 && counted(asker, day)) {
            return new Taken.Granted(day);
        }
        Allowance allowance = allowance(asker);
        return new Taken.UsedUp(allowance.usedUp().orElseGet(() -> own(asker)), allowance.limit());
    }

    /**
     * The first look at the day's row spares the asker's count where the day's is full; it may be out of date, so the row is asked
     * again as it is by then. An asker's count of tomorrow counts today: this instance's clock is behind another's.
     */
    private boolean counted(Asker asker, LocalDate today) {
        String day = today.toString();
        int guest = asker.guest() ? 1 : 0;
        return database.as(asker.user())
                .first("""
                       with mine as (
                           insert into question_count as c (user_id, day, asked)
                           select ?, ?::date, 1
                           where not exists (select from question_total where day = ?::date and (asked >= ? or ? = 1 and by_guests >= ?))
                           on conflict (user_id) do update
                           set day = case when c.day = excluded.day + 1 then c.day else excluded.day end,
                               asked = case when c.day between excluded.day and excluded.day + 1 then c.asked + 1 else 1 end
                           where c.asked < ? or c.day not between excluded.day and excluded.day + 1
                           returning asked
                       ), everybodys as (
                           insert into question_total as t (day, asked, by_guests)
                           select ?::date, 1, ? from mine
                           on conflict (day) do update set asked = t.asked + 1, by_guests = t.by_guests + excluded.by_guests
                           where t.asked < ? and (excluded.by_guests = 0 or t.by_guests < ?)
                           returning asked
                       )
                       select exists (select from everybodys) as granted
                       """, row -> row.bool("granted"), asker.user().value(), day, day, limits.together(), guest, limits.guestsTogether(),
                        limits.of(asker), day, guest, limits.together(), limits.guestsTogether())
                .orElse(false);
    }

    /** Takes back a question that was granted and brought no word of an answer. */
    public void giveBack(Asker asker, Taken.Granted granted) {
        String day = granted.day().toString();
        // The comparison is always true; it has the asker's row taken before the day's.
        database.as(asker.user()).update("""
                                         with mine as (
                                             update question_count set asked = asked - 1
                                             where user_id = ? and day = ?::date and asked > 0
                                             returning 1
                                         )
                                         update question_total set asked = asked - 1, by_guests = greatest(0, by_guests - ?)
                                         where day = ?::date and asked > 0 and (select count(*) from mine) >= 0
                                         """, asker.user().value(), day, asker.guest() ? 1 : 0, day);
    }

    /** What is left today; it counts nothing. */
    public Allowance allowance(Asker asker) {
        LocalDate today = today();
        Counts counts = database.as(asker.user()).first(
                """
                select coalesce(max(c.asked), 0) as own, coalesce(max(t.asked), 0) as everybodys, coalesce(max(t.by_guests), 0) as guests
                from (values (?::date)) as today (day)
                left join question_count c on c.user_id = ? and c.day between today.day and today.day + 1
                left join question_total t on t.day = today.day
                """, Counts::of, today.toString(), asker.user().value()).orElseThrow();
        int everybodys = Math.max(0, limits.together() - counts.everybodys());
        int own = Math.max(0, limits.of(asker) - counts.own());
        if (asker.guest()) {
            own = Math.min(own, Math.max(0, limits.guestsTogether() - counts.guests()));
        }
        Optional<Whose> usedUp = everybodys == 0 ? Optional.of(Whose.EVERYBODYS) : own == 0 ? Optional.of(own(asker)) : Optional.empty();
        return new Allowance(limits.of(asker), Math.min(own, everybodys), usedUp,
                today.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private record Counts(int own, int everybodys, int guests) {
        static Counts of(Row row) throws SQLException {
            return new Counts(row.integer("own"), row.integer("everybodys"), row.integer("guests"));
        }
    }

    private static Whose own(Asker asker) {
        return asker.guest() ? Whose.GUESTS : Whose.YOURS;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
