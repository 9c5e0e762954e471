package dev.migrate.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.diff.ComparisonRules;
import dev.migrate.diff.OperationPlanner;
import dev.migrate.diff.SchemaComparison;
import dev.migrate.operation.Operation;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

@DatabaseTest(DatabaseProduct.SQLITE)
class SqliteDdlTests extends DdlContract {

    @Override
    Set<Feature> lacks() {
        return Set.of(Feature.SEQUENCES, Feature.ENUM_TYPES, Feature.COMMENTS, Feature.NAMESPACES);
    }

    @Override
    String numbered() {
        return "integer primary key autoincrement";
    }

    @Test
    void recreatesEverySyntax() {
        assertRecreates(List.of(
                """
                create table parent (a int, b int, c text unique on conflict replace, -- why; not
                  primary key (b desc, a)) without rowid, strict""",
                """
                CREATE TABLE "Mixed ""q" ([sel ect] varchar ( 4 ) /* it's */ check ([sel ect] = 'x"y'), "Or.der" INT,
                  `group` text default "text" collate nocase CONSTRAINT yes NOT NULL, CONSTRAINT one UNIQUE ("Or.der" desc)
                  check (`group` <> 'a' and(length("group")>3 or "Or.der" between - 1 and +2)))""",
                """
                create table line (
                  id integer primary key autoincrement,
                  amount decimal(19,4) default -1.5,
                  n int default (1),
                  m int default (1 + 2),
                  d default current_timestamp,
                  e text default (datetime('now', '+1 day')),
                  h blob default x'0aFF',
                  t boolean default true not null,
                  none_ text default null,
                  total int generated always as (amount * 2) stored,
                  more as (amount || 'x') virtual,
                  up integer references line on delete cascade,
                  b int,
                  a int,
                  constraint line_parent foreign key (b, a) references parent on update set default on delete set null
                    deferrable initially deferred,
                  foreign key (a, b) references parent (b, a) on delete no action not deferrable
                )""",
                "create index line_down on line (amount desc, lower(e) collate nocase) where n is not null and (m) > 3",
                "create unique index if not exists \"line one\" on line (n ASC)",
                "create view dear(p, q) as select l.id, l.amount as n from line l where exists (select 1 from parent)",
                """
                create trigger line_set after insert on line for each row when new.amount > 0 begin
                  update line set n = 1 where id = new.id; insert into parent values (1, 2, 'it''s; x'); end""",
                "create virtual table searched using fts5(text)"));
    }

    @Test
    void ignoresSpellingOfDefinitions() {
        this.schemaFixture.run(
                "create table one (id integer primary key, name varchar(10) default 1 not null check (name in ('a','b')))",
                """
                CREATE TABLE two ("id" INTEGER NOT NULL, [name] VARCHAR (10) NOT NULL DEFAULT (1), -- the name
                  CHECK (("NAME" in ('a', 'b'))), PRIMARY KEY (id))""");
        Schema schema = this.schemaFixture.read();
        Table one = SchemaFixture.table(schema, "one");
        Table two = SchemaFixture.table(schema, "two");
        assertThat(two.columns()).isEqualTo(one.columns());
        assertThat(two.constraints()).isEqualTo(one.constraints());
    }

    /** Enforced foreign keys act on referencing rows while the referenced table does not exist. */
    @Test
    void keepsRowsThatReferenceRecreatedTable() throws Exception {
        String child = """
                create table %1$s (id integer primary key autoincrement, up int
                  constraint %1$s_up references %2$s (id) %3$s)""";
        this.schemaFixture.run(
                "create table item (id integer primary key autoincrement, name text)",
                child.formatted("plain", "item", ""),
                child.formatted("strict", "item", "on delete restrict"),
                child.formatted("cascading", "item", "on delete cascade"),
                child.formatted("emptied", "item", "on delete set null on update cascade"),
                child.formatted("below", "cascading", "on delete cascade"),
                child.formatted("own", "own", "on delete cascade"),
                "create index below_up on below (up)",
                "create trigger below_set after delete on below begin delete from plain; end",
                "create view belows as select * from below",
                "insert into item (id, name) values (7, 'a'), (20, 'b')",
                "delete from item where id = 20",
                "insert into plain values (1, 7)",
                "insert into strict values (1, 7)",
                "insert into cascading values (3, 7)",
                "insert into emptied values (1, 7)",
                "insert into below values (1, 3)",
                "insert into own values (1, 1), (2, 1)");
        Schema before = this.schemaFixture.read();
        Schema after = changed(before, "item", "own", "cascading");
        List<Operation> operations = OperationPlanner.plan(
                before,
                after,
                SchemaComparison.between(before, after, ComparisonRules.STRICT),
                this.schemaFixture.ddl().limits(),
                Map.of());
        List<String> up = this.schemaFixture.sql(operations);
        List<String> down = this.schemaFixture.sql(OperationPlanner.inverse(operations));
        for (List<String> sql : List.of(up, down, up)) {
            try (Connection connection = DriverManager.getConnection(this.database.url() + "?foreign_keys=on");
                    Statement statement = connection.createStatement()) {
                statement.execute("begin immediate");
                for (String each : sql) {
                    statement.execute(each);
                }
                statement.execute("commit");
            }
            assertThat(this.schemaFixture.query("""
                    select (select group_concat(id || name) from item) || ' ' || (select group_concat(id || '-' || up)
                      from (select * from plain union all select * from strict union all select * from cascading
                            union all select * from emptied union all select * from below union all select * from own))
                    """)).containsExactly("7a 1-7,1-7,3-7,1-7,1-3,1-1,2-1");
        }
        assertThat(this.schemaFixture.read()).isEqualTo(after);
        this.schemaFixture.run("insert into item (name) values ('c')");
        assertThat(this.schemaFixture.query("select max(id) from item")).containsExactly("21");
    }

    /** Some tables with a name that may not be empty, and the rest as it is. */
    private static Schema changed(Schema schema, String... tables) {
        return schema.withTables(schema.tables().stream()
                .map((table) -> List.of(tables).contains(table.name().name())
                        ? table.withColumns(table.columns().stream()
                                .map((column) -> column.name().equals("id") ? column : column.nullable(false))
                                .toList())
                        : table)
                .toList());
    }
}
