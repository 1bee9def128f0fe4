-- Better Auth's tables, as its own generator makes them (1.7.7). A database that already holds them is adopted: its rows stay,
-- and what it lacks (the jwt plugin's keys, the stored rate limit) is added. They carry no row policies, because a real
-- Better Auth server must be able to work on them; hornbook_app has no privilege on them, only hornbook_identity has.
-- The roles themselves belong to the whole server, not to this database: Hornbook makes them before the first migration.

-- That a table is there already is no news worth a notice.
set local client_min_messages = warning;

-- Tables of another shape (integer ids, an older Better Auth) are refused before anything is made that relies on them.
do $$
declare
    odd text;
begin
    select string_agg(format('"%s"."%s" is %s, not %s', expected.t, expected.c, coalesce(found.data_type, 'missing'), expected.type), '; ')
    into odd
    from (values
        ('user', 'id', 'text'), ('user', 'name', 'text'), ('user', 'email', 'text'), ('user', 'emailVerified', 'boolean'),
        ('user', 'image', 'text'), ('user', 'createdAt', 'timestamp with time zone'), ('user', 'updatedAt', 'timestamp with time zone'),
        ('session', 'id', 'text'), ('session', 'expiresAt', 'timestamp with time zone'), ('session', 'token', 'text'),
        ('session', 'createdAt', 'timestamp with time zone'), ('session', 'updatedAt', 'timestamp with time zone'),
        ('session', 'ipAddress', 'text'), ('session', 'userAgent', 'text'), ('session', 'userId', 'text'),
        ('account', 'id', 'text'), ('account', 'accountId', 'text'), ('account', 'providerId', 'text'), ('account', 'userId', 'text'),
        ('account', 'accessToken', 'text'), ('account', 'refreshToken', 'text'), ('account', 'idToken', 'text'),
        ('account', 'accessTokenExpiresAt', 'timestamp with time zone'), ('account', 'refreshTokenExpiresAt', 'timestamp with time zone'),
        ('account', 'scope', 'text'), ('account', 'password', 'text'), ('account', 'createdAt', 'timestamp with time zone'),
        ('account', 'updatedAt', 'timestamp with time zone'),
        ('verification', 'id', 'text'), ('verification', 'identifier', 'text'), ('verification', 'value', 'text'),
        ('verification', 'expiresAt', 'timestamp with time zone'), ('verification', 'createdAt', 'timestamp with time zone'),
        ('verification', 'updatedAt', 'timestamp with time zone'),
        ('jwks', 'id', 'text'), ('jwks', 'publicKey', 'text'), ('jwks', 'privateKey', 'text'),
        ('jwks', 'createdAt', 'timestamp with time zone'), ('jwks', 'expiresAt', 'timestamp with time zone'), ('jwks', 'alg', 'text'),
        ('jwks', 'crv', 'text'),
        ('rateLimit', 'id', 'text'), ('rateLimit', 'key', 'text'), ('rateLimit', 'count', 'integer'), ('rateLimit', 'lastRequest', 'bigint')
    ) as expected (t, c, type)
    left join information_schema.columns found
        on found.table_schema = current_schema() and found.table_name = expected.t and found.column_name = expected.c
    where to_regclass(format('%I', expected.t)) is not null and found.data_type is distinct from expected.type;
    if odd is not null then
        raise exception 'The Better Auth tables in this database are not of the shape Hornbook shares: %', odd
            using hint = 'Bring them to Better Auth 1.7''s default schema (npx @better-auth/cli migrate), or give Hornbook a database of its own.';
    end if;
end
$$;

create table if not exists "user" ("id" text not null primary key, "name" text not null, "email" text not null unique, "emailVerified" boolean not null, "image" text, "createdAt" timestamptz default CURRENT_TIMESTAMP not null, "updatedAt" timestamptz default CURRENT_TIMESTAMP not null);
create table if not exists "session" ("id" text not null primary key, "expiresAt" timestamptz not null, "token" text not null unique, "createdAt" timestamptz default CURRENT_TIMESTAMP not null, "updatedAt" timestamptz not null, "ipAddress" text, "userAgent" text, "userId" text not null references "user" ("id") on delete cascade);
create table if not exists "account" ("id" text not null primary key, "accountId" text not null, "providerId" text not null, "userId" text not null references "user" ("id") on delete cascade, "accessToken" text, "refreshToken" text, "idToken" text, "accessTokenExpiresAt" timestamptz, "refreshTokenExpiresAt" timestamptz, "scope" text, "password" text, "createdAt" timestamptz default CURRENT_TIMESTAMP not null, "updatedAt" timestamptz not null);
create table if not exists "verification" ("id" text not null primary key, "identifier" text not null, "value" text not null, "expiresAt" timestamptz not null, "createdAt" timestamptz default CURRENT_TIMESTAMP not null, "updatedAt" timestamptz default CURRENT_TIMESTAMP not null);
create table if not exists "jwks" ("id" text not null primary key, "publicKey" text not null, "privateKey" text not null, "createdAt" timestamptz not null, "expiresAt" timestamptz, "alg" text, "crv" text);
create table if not exists "rateLimit" ("id" text not null primary key, "key" text not null unique, "count" integer not null, "lastRequest" bigint not null);
create index if not exists "session_userId_idx" on "session" ("userId");
create index if not exists "account_userId_idx" on "account" ("userId");
create index if not exists "verification_identifier_idx" on "verification" ("identifier");

grant select, insert, update, delete on "user", "session", "account", "verification", "jwks", "rateLimit" to hornbook_identity;

-- Every role may look up names in this schema. Usually everybody may; where the operator took that from PUBLIC, ours still must.
do $$
declare
    name text;
begin
    foreach name in array array['hornbook_app', 'hornbook_identity', 'hornbook_settle', 'hornbook_retain', 'hornbook_seed', 'hornbook_ingest'] loop
        if not has_schema_privilege(name, current_schema(), 'USAGE') then
            execute format('grant usage on schema %I to %I', current_schema(), name);
        end if;
    end loop;
end
$$;
