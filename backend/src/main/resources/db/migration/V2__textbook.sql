-- The books. Everybody signed in may read them, so hornbook_app sees every row, with a user or without; only hornbook_ingest writes.

create table textbook (
    id uuid primary key,
    slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80),
    title text not null,
    -- What a reader might ask first, from the book itself.
    questions text[] not null default '{}',
    -- One more whenever the book's text changed, and then only: instances compare it with what they hold in memory.
    revision bigint not null default 0,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

-- A heading and what stands under it up to the next one. Chapters are no rows of their own: a chapter is the sections that
-- name it, the first of them (level 1) its opening, path[1] its title.
create table section (
    id uuid primary key,
    textbook_id uuid not null references textbook (id) on delete cascade,
    chapter text not null,
    anchor text not null,
    level smallint not null check (level between 1 and 6),
    path text[] not null check (cardinality(path) > 0),
    -- The order in the whole book.
    position integer not null,
    markdown text not null,
    -- SHA-256 of what was read, hexadecimal: reading it again changes only rows whose hash differs.
    hash text not null,
    unique (textbook_id, chapter, anchor)
);

create table passage (
    id uuid primary key,
    section_id uuid not null references section (id) on delete cascade,
    ordinal integer not null,
    markdown text not null,
    -- The same without marks: what is searched and embedded.
    words text not null,
    hash text not null,
    -- 32-bit floats, little-endian, made by the model named beside it; null until the background work gets there.
    embedding bytea,
    embedding_model text,
    check ((embedding is null) = (embedding_model is null))
);
create index passage_section_idx on passage (section_id);

alter table textbook enable row level security;
alter table textbook force row level security;
alter table section enable row level security;
alter table section force row level security;
alter table passage enable row level security;
alter table passage force row level security;

create policy textbook_read on textbook for select to hornbook_app using (true);
create policy section_read on section for select to hornbook_app using (true);
create policy passage_read on passage for select to hornbook_app using (true);
create policy textbook_write on textbook to hornbook_ingest using (true) with check (true);
create policy section_write on section to hornbook_ingest using (true) with check (true);
create policy passage_write on passage to hornbook_ingest using (true) with check (true);

grant select on textbook, section, passage to hornbook_app;
grant select, insert, update, delete on textbook, section, passage to hornbook_ingest;
