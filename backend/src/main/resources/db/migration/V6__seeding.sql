-- Seeded readers sign in, to be measured with.
grant select, insert on "account" to hornbook_seed;
