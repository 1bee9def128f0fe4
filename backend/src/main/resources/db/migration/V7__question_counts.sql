-- How many questions were put to a language model: a model costs money. A reader has one row, which tells of the last day on which
-- that reader asked. A day's row is nobody's: it holds two numbers, and all count in it.

create table question_count (
    user_id text    primary key references "user" ("id") on delete cascade,
    -- In UTC.
    day     date    not null,
    asked   integer not null check (asked >= 0)
);

create table question_total (
    day       date    primary key,
    asked     integer not null check (asked >= 0),
    -- Of those, by guests.
    by_guests integer not null check (by_guests >= 0)
);

alter table question_count enable row level security;
alter table question_count force row level security;
alter table question_total enable row level security;
alter table question_total force row level security;

grant select, insert, update, delete on question_count to hornbook_app;
create policy own_rows on question_count to hornbook_app
    using (user_id = nullif(current_setting('hornbook.user_id', true), ''));
grant select, insert, update on question_total to hornbook_app;
create policy everybodys on question_total to hornbook_app using (true);

-- What a guest has asked counts on in the account they make.
grant select, insert, update, delete on question_count to hornbook_link;
create policy link_sees on question_count for select to hornbook_link using (true);
create policy link_takes on question_count for delete to hornbook_link
    using (exists (select from "user" u where u."id" = user_id and u."isAnonymous"));
create policy link_adds on question_count for insert to hornbook_link with check (true);
create policy link_counts on question_count for update to hornbook_link using (true);
