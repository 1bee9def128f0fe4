-- Guests: visitors who ask before they sign up. The column is that of Better Auth's anonymous plugin, as its generator makes it.
alter table "user" add column if not exists "isAnonymous" boolean default false;

-- When a guest becomes somebody, what they asked goes with them and the guest is deleted. hornbook_link moves rows of guests and of
-- nobody else; it reads no words: the columns are granted one by one. It sees whose rows are whose, because PostgreSQL asks that an
-- updated row can still be seen.
grant select ("id", "isAnonymous"), update ("updatedAt"), delete on "user" to hornbook_link;
grant select (user_id), update (user_id) on conversation, message, feedback to hornbook_link;

create policy link_sees on conversation for select to hornbook_link using (true);
create policy link_sees on message for select to hornbook_link using (true);
create policy link_sees on feedback for select to hornbook_link using (true);
create policy link_moves on conversation for update to hornbook_link
    using (exists (select from "user" u where u."id" = user_id and u."isAnonymous")) with check (true);
create policy link_moves on message for update to hornbook_link
    using (exists (select from "user" u where u."id" = user_id and u."isAnonymous")) with check (true);
create policy link_moves on feedback for update to hornbook_link
    using (exists (select from "user" u where u."id" = user_id and u."isAnonymous")) with check (true);

do $$
begin
    if not has_schema_privilege('hornbook_link', current_schema(), 'USAGE') then
        execute format('grant usage on schema %I to hornbook_link', current_schema());
    end if;
end
$$;
