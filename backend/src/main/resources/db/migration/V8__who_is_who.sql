-- Who runs this Hornbook, and who may sign up where not everybody may. None of it is the readers' to see: hornbook_app has no
-- privilege here. Of a link's token only the SHA-256 is kept, which leads nobody in.

create table operator (
    user_id text primary key references "user" ("id") on delete cascade,
    since   timestamptz not null
);

-- Links that make whoever comes first the operator; void, all of them, once there is one.
create table operator_link (
    token_hash bytea primary key,
    made_at    timestamptz not null
);

create table invitation (
    id         uuid primary key,
    token_hash bytea       not null unique,
    -- Whom it is for, in lower case; null for whoever has it.
    email      text,
    -- Null where it was made with the operator's token. It goes with the account that made it, and with the one it made.
    made_by    text references "user" ("id") on delete cascade,
    made_at    timestamptz not null,
    expires_at timestamptz not null,
    used_by    text references "user" ("id") on delete cascade,
    used_at    timestamptz,
    check (used_by is null or used_at is not null)
);
-- Deleting a user looks for what goes along.
create index invitation_made_by on invitation (made_by);
create index invitation_used_by on invitation (used_by);

grant select, insert, update, delete on operator, operator_link, invitation to hornbook_identity;
