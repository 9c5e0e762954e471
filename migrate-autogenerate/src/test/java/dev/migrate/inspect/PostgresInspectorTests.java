package dev.migrate.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.product.Product;
import dev.migrate.schema.Column;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SqlObject;
import dev.migrate.schema.Table;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import dev.migrate.testsupport.TestDatabase;
import java.sql.Connection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

@DatabaseTest(DatabaseProduct.POSTGRESQL)
class PostgresInspectorTests extends InspectorContract {

    /** A schema with most features that are difficult to recreate. */
    private static final List<String> NASTY = List.of(
            "create extension citext",
            "create extension btree_gist",
            "create schema audit",
            "comment on schema audit is 'who did it'",
            "create type mood as enum ('sad', 'ok', 'it''s fine')",
            "comment on type mood is 'how one feels'",
            "create cast (varchar as mood) with inout as implicit",
            "create domain percent as numeric(5, 2) default 0 not null check (value between 0 and 100)",
            "create domain audit.code as varchar(10) collate \"C\" constraint upper_only check (value = upper(value))",
            "create type address as (street varchar(100), city text collate \"C\", moods mood[])",
            "comment on column address.city is 'its name'",
            """
            create sequence ticket as integer start with 1000 increment by -5 minvalue -10 maxvalue 5000 cache 7 cycle
            """,
            "comment on sequence ticket is 'counts down'",
            "create function twice(n integer) returns integer language sql immutable return n * 2",
            """
            create function touch() returns trigger language plpgsql as $$
            begin
              new.changed := now(); -- it's; tricky
              return new;
            end
            $$""",
            "create procedure audit.note(in text varchar, inout n integer default 1) language plpgsql as 'begin n := 2; end'",
            """
            create table person (
              id bigint generated always as identity (start with 100 increment by 20 cache 5) primary key,
              "Name" citext not null,
              email varchar(200) collate "C",
              feels mood default 'ok' not null,
              moods mood[] default '{sad}',
              share percent,
              home address,
              code audit.code,
              boss_id bigint,
              born date,
              span int4range,
              twice integer default twice(21),
              lower_name text generated always as (lower(email) || '(x)') stored,
              changed timestamp(3) with time zone default current_timestamp,
              data jsonb default '{"a": [1, 2]}',
              constraint person_boss foreign key (boss_id) references person deferrable initially deferred,
              constraint no_overlap exclude using gist (code with =, span with &&) where (boss_id is not null),
              constraint one_name unique nulls not distinct (email, born),
              check (email like '%@%' and feels <> 'sad')
            ) with (fillfactor = 70)""",
            "comment on table person is 'it''s a \\ person'",
            "comment on column person.\"Name\" is 'as written'",
            "comment on constraint one_name on person is 'only one'",
            "alter table person add constraint later check (born > '1900-01-01') not valid",
            "create index person_lower on person (lower(email) text_pattern_ops desc nulls last, (born + 1))",
            "create unique index person_some on person (born) include (email, feels) where feels in ('ok', 'sad')",
            "create index person_data on person using gin (data jsonb_path_ops)",
            "comment on index person_lower is 'for search'",
            "create table legacy (id serial primary key, other bigserial, free integer default nextval('ticket'))",
            """
            create table audit.entry (
              id bigserial primary key,
              person_id bigint references person on update cascade on delete set null,
              what varchar(10) check (what in ('A', 'B')),
              at timestamp default localtimestamp(0)
            )""",
            "create view cheerful as select id, \"Name\", feels from person where feels = 'ok' with local check option",
            "create view entries as select e.id, c.\"Name\" from audit.entry e join cheerful c on c.id = e.person_id",
            "comment on view entries is 'all of them'",
            "comment on column entries.id is 'of the entry'",
            "create materialized view counted as select feels, count(*) as n, twice(1) as two from person group by feels",
            "create unique index counted_feels on counted (feels)",
            "create trigger person_touch before insert or update of email on person for each row"
                    + " when (new.email is not null) execute function touch()",
            "create trigger entry_touch after delete on audit.entry execute function touch()",
            "alter table audit.entry disable trigger entry_touch",
            "alter table person enable row level security",
            "create policy own_rows on person as restrictive for update to current_user using (id > 3) with check (id > 4)",
            "create unlogged table scribble (a int, b int)",
            """
            create table measure (city int not null, day date not null, value int, primary key (city, day))
            partition by range (day)""",
            "create index measure_value on measure (value)",
            "create table measure_old partition of measure for values from (minvalue) to ('2026-01-01')",
            """
            create table measure_new partition of measure for values from ('2026-01-01') to (maxvalue)
            partition by list (city)""",
            "create table measure_new_1 partition of measure_new for values in (1, 2)",
            "create index measure_old_city on measure_old (city)",
            "alter table measure_old add constraint positive check (value > 0)");

    private static final Scope BOTH = new Scope(null, Set.of("audit"), (name) -> true);

    /** Returns the statements of a schema with most features that are difficult to recreate. */
    private List<String> nasty() {
        return this.database.majorVersion() < 15
                ? NASTY.stream()
                        .map((sql) -> sql.replace(" nulls not distinct", ""))
                        .toList()
                : NASTY;
    }

    @Test
    void recreatesComplexSchema() {
        SchemaFixture both = this.schemaFixture.within(BOTH);
        Schema original = both.run(nasty()).read();
        try (TestDatabase second = this.database.another();
                TestDatabase third = this.database.another()) {
            Schema once = both.over(second)
                    .apply(this.schemaFixture.creation(original))
                    .read();
            assertThat(withoutTexts(once)).isEqualTo(withoutTexts(original));
            assertThat(both.over(third).apply(this.schemaFixture.creation(once)).read())
                    .isEqualTo(once);
        }
    }

    /** The server prints some expressions differently after it has parsed its own output. */
    private static String withoutTexts(Schema schema) {
        return schema.toString().replaceAll("ANY \\(+ARRAY\\[.*?\\]\\)*(::text\\[\\])?\\)*", "ANY ");
    }

    @Test
    void qualifiesOnlyNamesOutsideTheDefaultSchema() throws Exception {
        this.schemaFixture.run(nasty());
        try (Connection connection = this.database.dataSource().getConnection()) {
            connection.setSchema("audit");
            Schema schema = Product.of(this.schemaFixture.dialect())
                    .inspector()
                    .read(connection, new Scope("public", Set.of("audit"), n -> true));
            assertThat(schema.toString().replace("PUBLIC", "")).doesNotContain("public.");
            assertThat(SchemaFixture.column(SchemaFixture.table(schema, "person"), "code")
                            .type())
                    .isEqualTo("audit.code");
            assertThat(connection.getSchema()).isEqualTo("audit");
        }
    }

    @Test
    void readsSerialAsIdentity() {
        this.schemaFixture.run(
                "create table a (id serial, small smallserial, big bigserial)",
                "create sequence own start with 5",
                "create table b (id bigint default nextval('own') not null, wide bigint)",
                "create table c (id serial)",
                "alter table c alter column id type bigint");
        Schema schema = this.schemaFixture.read();
        assertThat(SchemaFixture.table(schema, "a").columns())
                .extracting(Column::identity)
                .extracting((identity) -> identity.mode() + identity.options())
                .containsOnly("SERIAL");
        assertThat(SchemaFixture.column(SchemaFixture.table(schema, "b"), "id").identity())
                .isNull();
        assertThat(SchemaFixture.column(SchemaFixture.table(schema, "b"), "id").defaultValue())
                .isEqualTo("nextval('own'::regclass)");
        assertThat(schema.sequences())
                .singleElement()
                .satisfies((own) -> assertThat(own.start()).isEqualTo(5));
        assertThat(SchemaFixture.column(SchemaFixture.table(schema, "c"), "id").identity())
                .extracting(Identity::options)
                .isEqualTo("AS integer");
    }

    @Test
    void distinguishesPartitionsFromTables() {
        this.schemaFixture.run(nasty());
        Schema schema = this.schemaFixture.within(BOTH).read();
        Table measure = SchemaFixture.table(schema, "measure");
        assertThat(measure.options()).isEqualTo("PARTITION BY RANGE (day)");
        assertThat(measure.indexes()).singleElement();
        assertThat(schema.tables())
                .extracting((table) -> table.name().name())
                .noneMatch((name) -> name.startsWith("measure_"));
        assertThat(schema.definitions())
                .filteredOn((sqlObject) -> sqlObject.kind() == SqlObject.Kind.PARTITION)
                .extracting((sqlObject) -> sqlObject.name() + " " + sqlObject.uses())
                .containsExactly("measure_new [measure]", "measure_new_1 [measure_new]", "measure_old [measure]");
    }

    @Test
    void omitsObjectsOfExtensions() {
        this.schemaFixture.run(
                "create extension citext", "create extension hstore", "create table t (c citext, h hstore)");
        Schema schema = this.schemaFixture.read();
        assertThat(schema.definitions())
                .extracting(SqlObject::describe)
                .containsExactly("CREATE EXTENSION citext", "CREATE EXTENSION hstore");
        assertThat(SchemaFixture.column(SchemaFixture.table(schema, "t"), "c").type())
                .isEqualTo("citext");
    }

    @Test
    void readsFunctionsUsedByTables() {
        this.schemaFixture.run(nasty());
        assertThat(this.schemaFixture.read().definitions())
                .filteredOn((sqlObject) -> sqlObject.kind() == SqlObject.Kind.FUNCTION)
                .extracting((sqlObject) -> sqlObject.name() + " " + sqlObject.beforeTables())
                .containsExactly("touch() false", "twice(n integer) true");
    }
}
