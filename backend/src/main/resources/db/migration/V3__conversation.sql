-- What was asked and answered. Each row is one user's own: row security is enabled and forced, and every policy names the role
-- it is for. hornbook_app sees the rows of the user in hornbook.user_id, and none without one (a setting that was local to an
-- ended transaction reads as the empty string, so that counts as no user).

create table conversation (
    id         uuid primary key,
    user_id    text        not null references "user" ("id") on delete cascade,
    title      text        not null check (title <> ''),
    -- Whether the title came from a question or its reader; the first question titles a conversation that has none.
    titled     boolean     not null default false,
    starred    boolean     not null default false,
    -- The slug, not a reference: a conversation outlives the book it was about.
    textbook   text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    unique (id, user_id)
);
-- Pages newest first, and which conversation is the oldest.
create index conversation_newest on conversation (user_id, updated_at desc, id desc);
-- Retention by age.
create index conversation_age on conversation (updated_at);

create table message (
    id              uuid primary key,
    conversation_id uuid        not null,
    -- The conversation's user, held here too so that the policy needs no join; the foreign key keeps the two the same.
    user_id         text        not null,
    role            text        not null check (role in ('reader', 'book')),
    status          text        not null check (status in ('streaming', 'complete', 'failed', 'stopped')),
    text            text        not null,
    citations       jsonb       not null default '[]',
    -- The client's own name for a question; the same one twice is one question.
    idempotency_key text,
    -- The question that an answer answers.
    question_id     uuid unique references message (id) on delete cascade,
    -- Who streams the answer, and when it counts as abandoned; both only while it is streaming.
    instance        text,
    deadline        timestamptz,
    -- The code of what went wrong, when failed.
    failure         text,
    model           text,
    input_tokens    integer,
    output_tokens   integer,
    first_word_ms   integer,
    created_at      timestamptz not null,
    ended_at        timestamptz,
    foreign key (conversation_id, user_id) references conversation (id, user_id) on delete cascade,
    check ((status = 'streaming') = (instance is not null and deadline is not null)),
    check ((status = 'failed') = (failure is not null)),
    check ((role = 'reader') = (question_id is null)),
    check (role = 'reader' or idempotency_key is null)
);
create index message_in_order on message (conversation_id, id);
create unique index message_idempotency on message (conversation_id, idempotency_key) where idempotency_key is not null;
create index message_streaming on message (deadline) where status = 'streaming';

create table feedback (
    message_id uuid primary key references message (id) on delete cascade,
    -- The message's user; it goes with the message, and holds on to nothing else.
    user_id    text        not null,
    thumb      text        not null check (thumb in ('up', 'down')),
    words      text,
    created_at timestamptz not null,
    updated_at timestamptz not null
);
create index feedback_user on feedback (user_id);

alter table conversation enable row level security;
alter table conversation force row level security;
alter table message enable row level security;
alter table message force row level security;
alter table feedback enable row level security;
alter table feedback force row level security;

grant select, insert, update, delete on conversation, message, feedback to hornbook_app;
create policy own_rows on conversation to hornbook_app
    using (user_id = nullif(current_setting('hornbook.user_id', true), ''));
create policy own_rows on message to hornbook_app
    using (user_id = nullif(current_setting('hornbook.user_id', true), ''));
-- The subquery sees through message's own policy: feedback on somebody else's message has nothing to stand on.
create policy own_rows on feedback to hornbook_app
    using (user_id = nullif(current_setting('hornbook.user_id', true), ''))
    with check (user_id = nullif(current_setting('hornbook.user_id', true), '') and exists (select from message where id = message_id));

-- Settling ends abandoned answers, whoever's they are. It reads no text: the columns are granted one by one.
grant select (id, role, status, instance, deadline), update (status, instance, deadline, failure, ended_at) on message to hornbook_settle;
create policy settle_sees on message for select to hornbook_settle using (role = 'book');
create policy settle_ends on message for update to hornbook_settle using (status = 'streaming') with check (status = 'failed');

-- Retention deletes by age and star; what is said in them goes along by the foreign keys.
grant select (id, starred, updated_at), delete on conversation to hornbook_retain;
create policy retain_sees on conversation for select to hornbook_retain using (true);
create policy retain_deletes on conversation for delete to hornbook_retain using (not starred);

-- Seeding adds rows and changes none.
grant select, insert on "user", conversation, message to hornbook_seed;
create policy seed_sees on conversation for select to hornbook_seed using (true);
create policy seed_adds on conversation for insert to hornbook_seed with check (true);
create policy seed_sees on message for select to hornbook_seed using (true);
create policy seed_adds on message for insert to hornbook_seed with check (true);
