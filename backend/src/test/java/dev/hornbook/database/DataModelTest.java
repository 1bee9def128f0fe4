package dev.hornbook.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** docs/data-model.md tells every table as the migrations leave it; {@code -Dhornbook.write=true} writes that part of it anew. */
@Tag("integration")
class DataModelTest {
    private static final Path PAGE = Path.of(System.getProperty("hornbook.root"), "docs", "data-model.md");
    private static final String HEADING = "## Every table\n";

    /** Quoted where SQL wants it so, as it is written in SQL. */
    private static final String TABLES = """
                                         select c.oid::regclass::text from pg_class c
                                         where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname <> 'hornbook_migration'
                                         order by trim('"' from c.oid::regclass::text) collate "C"
                                         """;
    private static final String COLUMNS = """
                                          select format('| `%%s` | %%s | %%s | %%s |', a.attname, format_type(a.atttypid, a.atttypmod),
                                                        case when a.attnotnull then 'always' else 'or null' end,
                                                        case when a.attgenerated <> '' then 'generated: ' else '' end
                                                          || coalesce('`' || replace(pg_get_expr(d.adbin, d.adrelid), '|', '\\|') || '`', ''))
                                          from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
                                          where a.attrelid = '%1$s'::regclass and a.attnum > 0 and not a.attisdropped
                                          order by a.attnum
                                          """;
    private static final String CONSTRAINTS = """
                                              select '- ' || pg_get_constraintdef(oid) from pg_constraint
                                              where conrelid = '%1$s'::regclass and contype in ('p', 'u', 'f', 'c')
                                              order by strpos('pufc', contype::text), pg_get_constraintdef(oid) collate "C"
                                              """;
    private static final String INDEXES = """
                                          select '- index ' || regexp_replace(pg_get_indexdef(i.indexrelid), '^CREATE (UNIQUE )?INDEX \\S+ ON \\S+ ', '\\1')
                                          from pg_index i
                                          where i.indrelid = '%1$s'::regclass
                                            and not exists (select from pg_constraint c where c.conindid = i.indexrelid and c.contype in ('p', 'u'))
                                          order by 1
                                          """;
    private static final String POLICIES = """
                                           select '- ' || case when polroles = '{0}' then 'everybody' else
                                                    (select string_agg('`' || rolname || '`', ', ' order by rolname) from pg_roles where oid = any (polroles)) end
                                                  || ' sees and changes rows (' || case polcmd when '*' then 'all' when 'r' then 'select' when 'a' then 'insert'
                                                    when 'w' then 'update' else 'delete' end || ') where `'
                                                  || regexp_replace(coalesce(pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)), '\\s+', ' ', 'g')
                                                  || '`'
                                           from pg_policy where polrelid = '%1$s'::regclass order by polname collate "C"
                                           """;
    private static final String GRANTS = """
                                         select '- `' || grantee || '` may ' || string_agg(privilege, ', ' order by privilege) from (
                                           select r.rolname as grantee, lower(a.privilege_type) as privilege
                                           from pg_class c, aclexplode(c.relacl) a join pg_roles r on r.oid = a.grantee
                                           where c.oid = '%1$s'::regclass and r.rolname like 'hornbook\\_%%'
                                           union
                                           select r.rolname, lower(x.privilege_type) || ' (' || string_agg(a.attname, ', ' order by a.attnum) || ')'
                                           from pg_attribute a, aclexplode(a.attacl) x join pg_roles r on r.oid = x.grantee
                                           where a.attrelid = '%1$s'::regclass and r.rolname like 'hornbook\\_%%'
                                           group by r.rolname, x.privilege_type) granted
                                         group by grantee order by grantee collate "C"
                                         """;

    @AutoClose
    private static final TestDatabase db = TestDatabase.migrated();

    @Test
    void thePageTellsEveryTableAsItIs() throws IOException {
        String page = Files.readString(PAGE);
        int at = page.indexOf(HEADING);
        assertThat(at).as("the heading '" + HEADING.strip() + "' in " + PAGE.getFileName()).isNotNegative();
        String told = page.substring(0, at) + HEADING + "\n" + everyTable();
        if (Boolean.getBoolean("hornbook.write")) {
            Files.writeString(PAGE, told);
        }

        assertThat(page)
                .as("docs/data-model.md; write it anew with: mvn -pl backend -am verify -Dit.test=DataModelTest -Dhornbook.write=true")
                .isEqualTo(told);
    }

    private static String everyTable() {
        return "`DataModelTest` writes this part from the migrated schema, and fails where it is another.\n\n"
                + db.textsAsLogin(TABLES).stream().map(DataModelTest::table).collect(Collectors.joining("\n"));
    }

    private static String table(String name) {
        return "### `" + name.replace("\"", "") + "`\n\n| column | type | there | from the start |\n| --- | --- | --- | --- |\n"
                + lines(name, COLUMNS) + "\n" + lines(name, CONSTRAINTS, INDEXES, POLICIES, GRANTS);
    }

    private static String lines(String table, String... queries) {
        return List.of(queries).stream().flatMap(query -> db.textsAsLogin(query.formatted(table)).stream())
                .map(line -> line.stripTrailing() + "\n").collect(Collectors.joining());
    }
}
