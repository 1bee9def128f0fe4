package dev.hornbook.database;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What PostgreSQL's catalogue says of roles, tables and policies, held against what it ought to say. */
final class IsolationCatalogue {
    /**
     * Tables whose rows belong to a user, as far as readers' statements reach them: what tells them is the column that every
     * policy and statement goes by.
     */
    private static final String USER_TABLES = """
                                              select c.relname from pg_class c
                                              where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
                                                and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'user_id' and not a.attisdropped)
                                                and (has_any_column_privilege('hornbook_app', c.oid, 'select, insert, update') or has_table_privilege('hornbook_app', c.oid, 'delete'))
                                              """;

    private static final String[] BETTER_AUTH_TABLES = {"user", "session", "account", "verification", "jwks", "rateLimit"};

    private final Sql sql;

    IsolationCatalogue(Sql sql) {
        this.sql = sql;
    }

    List<String> userTables() throws SQLException {
        return sql.list(USER_TABLES + " order by c.relname");
    }

    /** Whether the login could see everything if it ever ran a statement as itself. */
    boolean loginBypasses() throws SQLException {
        return sql.is("select rolsuper or rolbypassrls from pg_roles where rolname = session_user");
    }

    /** Roles that the login cannot take on; nothing else can be looked into before that is mended. */
    List<String> rolesOutOfReach() throws SQLException {
        return sql.list("""
                        select name from unnest(?) as name
                        where not exists (select from pg_roles where rolname = name and pg_has_role(session_user, oid, %s))
                        """.formatted(Roles.MAY_SET), (Object) DatabaseRole.sqlNames().toArray(String[]::new));
    }

    List<String> findings() throws SQLException {
        List<String> findings = new ArrayList<>();
        String[] roles = DatabaseRole.sqlNames().toArray(String[]::new);
        for (String role : sql.list("select rolname from pg_roles where rolname = any (?) and (rolsuper or rolbypassrls)",
                (Object) roles)) {
            findings.add("The role " + role + " bypasses row security. Run: alter role " + role + " nosuperuser nobypassrls");
        }
        findings.addAll(
                sql.list("""
                         select format('The role %s has what %s has. Run: revoke %I from %s', m.rolname, g.rolname, g.rolname, m.rolname)
                         from pg_auth_members am join pg_roles m on m.oid = am.member join pg_roles g on g.oid = am.roleid
                         where m.rolname = any (?)
                         """, (Object) roles));
        findings.addAll(sql.list(
                """
                select format('Row security of table %s is not enabled and forced. Run: alter table %I enable row level security; '
                              'alter table %I force row level security', c.relname, c.relname, c.relname)
                from pg_class c
                where c.relnamespace = current_schema()::regnamespace and c.relname = any (?) and not (c.relrowsecurity and c.relforcerowsecurity)
                order by c.relname
                """,
                (Object) userTables().toArray(String[]::new)));
        findings.addAll(sql.list(
                """
                select format('The policy %s on table %s lets readers see rows by a rule that is not Hornbook''s. Run: drop policy %I on %I',
                              p.policyname, p.tablename, p.policyname, p.tablename)
                from pg_policies p
                where p.schemaname = current_schema() and p.tablename = any (?) and p.permissive = 'PERMISSIVE' and p.policyname <> 'own_rows'
                  and p.roles && array['public', 'hornbook_app']::name[]
                order by p.tablename, p.policyname
                """,
                (Object) userTables().toArray(String[]::new)));
        findings.addAll(sql
                .list("""
                      select format('The role hornbook_app may work on Better Auth''s table %s. Run: revoke all on %I from hornbook_app, public', c.relname,
                                    c.relname)
                      from pg_class c
                      where c.relnamespace = current_schema()::regnamespace and c.relname = any (?)
                        and has_table_privilege('hornbook_app', c.oid, 'select, insert, update, delete')
                      order by c.relname
                      """,
                        (Object) BETTER_AUTH_TABLES));
        return findings;
    }
}
