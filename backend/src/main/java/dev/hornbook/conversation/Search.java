package dev.hornbook.conversation;

import dev.hornbook.conversation.Match.Piece;
import dev.hornbook.database.Database;
import dev.hornbook.database.UserId;
import java.util.ArrayList;
import java.util.List;

/** Full text search in one user's titles and messages; migration V4 says how words are told apart. */
final class Search {
    private static final int LONGEST = 200;

    /** What PostgreSQL puts around a hit: control characters, which no text that is shown needs. */
    private static final char HIT = '\u0002';
    private static final char END = '\u0003';
    private static final String UNIT_SEPARATOR = "\u001F";

    private static final String HEADLINE = "MaxWords=30, MinWords=15, ShortWord=0, StartSel=" + HIT + ", StopSel=" + END;

    /** Ranks are between 0 and 1 (normalisation 32), and a title's goes before every message's: it says what a conversation is about. */
    static final String SQL = """
                              with wanted as materialized (
                                  select hornbook_wanted(?) as query
                              ), found as (
                                  select c.id as conversation_id, null::uuid as message_id, 1 + ts_rank_cd(c.words, query, 32) as rank
                                  from conversation c, wanted where c.user_id = ? and c.words @@ query
                                  union all
                                  select m.conversation_id, m.id, ts_rank_cd(m.words, query, 32)
                                  from message m, wanted where m.user_id = ? and m.words @@ query
                              ), best as (
                                  select distinct on (conversation_id) * from found order by conversation_id, rank desc, message_id desc
                              ), page as (
                                  select c.id, c.title, c.starred, c.textbook, c.created_at, c.updated_at, best.message_id, best.rank
                                  from best join conversation c on c.id = best.conversation_id and c.user_id = ?
                                  order by best.rank desc, c.updated_at desc, c.id desc
                                  limit ?
                              )
                              select page.*, ts_headline('pg_catalog.simple', hornbook_word_breaks(coalesce(m.text, page.title)), query, ?) as headline
                              from page cross join wanted left join message m on m.id = page.message_id and m.user_id = ?
                              order by page.rank desc, page.updated_at desc, page.id desc
                              """;

    private final Database database;

    Search(Database database) {
        this.database = database;
    }

    List<Match> find(UserId user, String words, int limit) {
        Texts.accepted("q", words, LONGEST);
        if (limit < 1 || limit > Conversations.LARGEST_PAGE) {
            throw new InvalidInputException("limit", "It is a number from 1 to " + Conversations.LARGEST_PAGE + ".");
        }
        return database.as(user).query(SQL,
                row -> new Match(History.CONVERSATION.map(row), row.optionalUuid("message_id"), pieces(row.text("headline"))),
                words, user.value(), user.value(), user.value(), limit, HEADLINE, user.value());
    }

    /** The marked text in runs; neighbouring hits, as the characters of one Chinese word are, become one. */
    static List<Piece> pieces(String headline) {
        String text = headline.replace(UNIT_SEPARATOR, "").replace("" + END + HIT, "");
        List<Piece> pieces = new ArrayList<>();
        int from = 0;
        boolean hit = false;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == HIT || text.charAt(i) == END) {
                if (i > from) {
                    pieces.add(new Piece(text.substring(from, i), hit));
                }
                hit = i < text.length() && text.charAt(i) == HIT;
                from = i + 1;
            }
        }
        return List.copyOf(pieces);
    }
}
