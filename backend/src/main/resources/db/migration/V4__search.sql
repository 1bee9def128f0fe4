-- Search in one's own titles and messages. A book may be in any language and nobody says in which, so words are taken as they
-- are ("simple": lower case, no stemmer, no stop words), and what is looked for matches beginnings of words, which finds
-- "servos" by "servo". There is no index over the words: under row security PostgreSQL tests no word of a row before the row's
-- policy has let it pass, so it could not use one. The index finds a user's rows, which are few; the words stand ready in them.

-- What looks like a tag would be left out, so "<" is a word's end.
-- Scripts that put no space between words (Thai, Lao, Burmese, Khmer, Han, kana) would be one word a sentence: each of their
-- characters becomes a word, between unit separators, which are taken out again from what is shown.
create function hornbook_word_breaks(said text) returns text
    language sql immutable strict parallel safe
    return regexp_replace(said,
        '([<\u0E00-\u0EFF\u1000-\u109F\u1780-\u17FF\u2E80-\u2FDF\u3005\u3007\u3040-\u30FF\u31F0-\u31FF\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF\uFF66-\uFF9D\U00020000-\U0003FFFF])',
        chr(31) || '\1' || chr(31), 'g');

create function hornbook_words(said text) returns tsvector
    language sql immutable strict parallel safe
    return to_tsvector('pg_catalog.simple'::regconfig, hornbook_word_breaks(said));

-- What a reader types: words, "phrases", or, -not. Every word may go on: the ":*" behind each lexeme of the parsed query.
create function hornbook_wanted(typed text) returns tsquery
    language sql immutable strict parallel safe
    return regexp_replace(websearch_to_tsquery('pg_catalog.simple'::regconfig, hornbook_word_breaks(typed))::text,
        '(''(?:[^'']|'''')*'')', '\1:*', 'g')::tsquery;

-- Usually everybody may; where the operator took that from PUBLIC, those who write the columns below still must.
grant execute on function hornbook_word_breaks(text), hornbook_words(text) to hornbook_app, hornbook_seed, hornbook_settle;
grant execute on function hornbook_wanted(text) to hornbook_app;

alter table conversation add column words tsvector not null generated always as (hornbook_words(title)) stored;
alter table message add column words tsvector not null generated always as (hornbook_words(text)) stored;
create index message_user on message (user_id);
