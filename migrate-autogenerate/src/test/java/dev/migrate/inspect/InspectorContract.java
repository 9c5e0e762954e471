package dev.migrate.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.product.Product;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.Generated;
import dev.migrate.schema.Namespace;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.SqlObject;
import dev.migrate.schema.Table;
import dev.migrate.testsupport.CallWatcher;
import dev.migrate.testsupport.TestDatabase;
import dev.migrate.testsupport.WatchedDataSource;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The schema that an inspector reads, on each product. */
abstract class InspectorContract extends ProductContract {

    private static final String ITEM = """
            create table item (
              id integer not null primary key,
              name varchar(50) not null,
              price decimal(19, 4),
              amount integer default 3 not null
            )""";

    @Test
    void readsNothingInAnEmptyDatabase() {
        assertThat(this.schemaFixture.read()).isEqualTo(Schema.EMPTY);
    }

    @Test
    void readsColumnsInTheirOrder() {
        Table item = SchemaFixture.table(this.schemaFixture.run(ITEM).read(), "item");
        assertThat(item.columns().stream().map(Column::name))
                .containsExactly(folded("id"), folded("name"), folded("price"), folded("amount"));
        assertThat(item.columns()).extracting(Column::nullable).containsExactly(false, false, true, false);
        assertThat(item.columns()).extracting(Column::defaultValue).containsExactly(null, null, null, "3");
        assertThat(SchemaFixture.column(item, "name").type()).contains("50");
        assertThat(SchemaFixture.column(item, "price").type()).contains("19").contains("4");
        assertThat(item.columns()).allSatisfy((column) -> {
            assertThat(column.identity()).isNull();
            assertThat(column.generated()).isNull();
            assertThat(column.collation()).isNull();
            assertThat(column.onUpdate()).isNull();
            assertThat(column.comment()).isNull();
        });
    }

    @Test
    void readsConstraintsWithTheirColumns() {
        this.schemaFixture.run("create table parent (a integer not null, b integer not null, primary key (b, a))", """
                create table child (
                  id integer not null primary key,
                  y integer,
                  x integer,
                  code varchar(20),
                  constraint child_code unique (code, id),
                  constraint child_small check (x < 100),
                  constraint child_parent foreign key (x, y) references parent (b, a) on delete cascade
                )""");
        Schema schema = this.schemaFixture.read();
        Table parent = SchemaFixture.table(schema, "parent");
        Table child = SchemaFixture.table(schema, "child");
        assertThat(parent.constraints()).singleElement().satisfies((key) -> {
            assertThat(key.kind()).isEqualTo(Constraint.Kind.PRIMARY_KEY);
            assertThat(key.columns()).containsExactly(folded("b"), folded("a"));
        });
        Constraint code = SchemaFixture.constraint(child, "child_code");
        assertThat(code.kind()).isEqualTo(Constraint.Kind.UNIQUE);
        assertThat(code.columns()).containsExactly(folded("code"), folded("id"));
        Constraint small = SchemaFixture.constraint(child, "child_small");
        assertThat(small.kind()).isEqualTo(Constraint.Kind.CHECK);
        assertThat(small.definition()).contains("100");
        Constraint key = SchemaFixture.constraint(child, "child_parent");
        assertThat(key.kind()).isEqualTo(Constraint.Kind.FOREIGN_KEY);
        assertThat(key.columns()).containsExactly(folded("x"), folded("y"));
        assertThat(key.references()).isEqualTo(parent.name());
        assertThat(key.definition()).containsIgnoringCase("on delete cascade");
        assertThat(List.of(code, small, key)).extracting(Constraint::automatic).containsOnly(false);
        assertThat(child.constraints()).hasSize(4);
    }

    @Test
    void recognizesGeneratedNames() {
        this.schemaFixture.run(
                "create table parent (id integer not null primary key, code varchar(20), unique (code))", """
                create table child (
                  id integer not null primary key,
                  a varchar(20),
                  b varchar(20),
                  c integer references parent (id),
                  d integer,
                  foreign key (d) references parent (id),
                  constraint UK4f1ljycvbq7d5f3syfkmlpl2x unique (a),
                  constraint chosen unique (b)
                )""");
        Schema schema = this.schemaFixture.read();
        assertThat(SchemaFixture.table(schema, "parent").constraints())
                .extracting(Constraint::automatic)
                .containsOnly(true);
        assertThat(SchemaFixture.table(schema, "child").constraints())
                .hasSize(5)
                .allSatisfy((constraint) -> assertThat(constraint.automatic())
                        .as(constraint.name())
                        .isEqualTo(!constraint.name().equalsIgnoreCase("chosen")));
    }

    @Test
    void readsIndexesWithoutConstraint() {
        this.schemaFixture.run(
                ITEM.replace("price decimal(19, 4)", "price decimal(19, 4) unique"),
                "create index item_price on item (price, amount)");
        Table item = SchemaFixture.table(this.schemaFixture.read(), "item");
        assertThat(item.indexes()).singleElement().satisfies((index) -> {
            assertThat(index.name()).isEqualTo(folded("item_price"));
            assertThat(index.automatic()).isFalse();
            assertThat(index.unique()).isFalse();
            assertThat(index.columns()).containsExactly(folded("price"), folded("amount"));
        });
    }

    @Test
    void distinguishesUniqueIndexFromUniqueConstraint() {
        needs(Feature.UNIQUE_INDEXES);
        this.schemaFixture.run(ITEM, "create unique index item_name on item (name)");
        Table item = SchemaFixture.table(this.schemaFixture.read(), "item");
        assertThat(SchemaFixture.index(item, "item_name").unique()).isTrue();
        assertThat(item.constraints(Constraint.Kind.UNIQUE)).isEmpty();
    }

    @Test
    void distinguishesDescendingFromAscendingIndex() {
        needs(Feature.DESCENDING_INDEXES);
        this.schemaFixture.run(ITEM, "create index up on item (price)", "create index down on item (price desc)");
        Table item = SchemaFixture.table(this.schemaFixture.read(), "item");
        assertThat(SchemaFixture.index(item, "up").isEquivalentTo(SchemaFixture.index(item, "down")))
                .isFalse();
        assertThat(SchemaFixture.index(item, "down").columns())
                .isEqualTo(SchemaFixture.index(item, "up").columns());
    }

    @Test
    void readsIdentityAndHidesItsSequence() {
        this.schemaFixture.run("create table numbered (id %s, name varchar(20))".formatted(numbered()));
        Schema schema = this.schemaFixture.read();
        Column id = SchemaFixture.column(SchemaFixture.table(schema, "numbered"), "id");
        assertThat(id.identity()).isNotNull();
        assertThat(id.defaultValue()).isNull();
        assertThat(schema.sequences()).isEmpty();
    }

    @Test
    void readsGeneratedColumns() {
        needs(Feature.GENERATED_COLUMNS);
        this.schemaFixture.run(
                "create table line (a integer, b integer, total %s)".formatted(generated("integer", "a * b + 7")));
        Column total = SchemaFixture.column(SchemaFixture.table(this.schemaFixture.read(), "line"), "total");
        assertThat(total.generated()).isNotNull();
        assertThat(total.generated())
                .extracting(Generated::expression)
                .asString()
                .contains("7");
        assertThat(total.defaultValue()).isNull();
    }

    @Test
    void readsSequences() {
        needs(Feature.SEQUENCES);
        this.schemaFixture.run("create sequence counter start with 100 increment by 20");
        assertThat(this.schemaFixture.read().sequences()).singleElement().satisfies((sequence) -> {
            assertThat(sequence.name()).isEqualTo(QualifiedName.of(folded("counter")));
            assertThat(sequence)
                    .extracting(Sequence::start, Sequence::increment)
                    .containsExactly(100L, 20L);
            assertThat(sequence.cycle()).isFalse();
        });
    }

    @Test
    void ignoresCurrentValueOfSequence() {
        needs(Feature.SEQUENCES);
        this.schemaFixture.run("create sequence counter start with 100 increment by 20");
        Schema fresh = this.schemaFixture.read();
        this.schemaFixture.run(
                this.schemaFixture.dialect().name().equals("postgresql")
                        ? "select nextval('counter')"
                        : "select next value for counter");
        assertThat(this.schemaFixture.read()).isEqualTo(fresh);
    }

    @Test
    void readsEnumeratedTypes() {
        needs(Feature.ENUM_TYPES);
        this.schemaFixture.run(enumerated("mood", "sad", "ok", "it''s fine"));
        assertThat(this.schemaFixture.read().enums()).singleElement().satisfies((type) -> {
            assertThat(type.name()).isEqualTo(QualifiedName.of(folded("mood")));
            assertThat(type.labels()).containsExactly("sad", "ok", "it's fine");
        });
    }

    @Test
    void readsViewsAndTheirDependencies() {
        this.schemaFixture.run(ITEM, "create view dear as select id, name from item where price > 1000");
        Schema schema = this.schemaFixture.read();
        assertThat(schema.tables()).hasSize(1);
        assertThat(schema.definitions()).singleElement().satisfies((view) -> {
            assertThat(view.kind()).isEqualTo(SqlObject.Kind.VIEW);
            assertThat(view.name()).isEqualTo(QualifiedName.of(folded("dear")));
            assertThat(view.describe()).contains("1000");
            assertThat(view.uses()).contains(QualifiedName.of(folded("item")));
        });
    }

    @Test
    void readsComments() {
        needs(Feature.COMMENTS);
        this.schemaFixture.run(commented("it's a note", "what it \"says\""));
        Table note = SchemaFixture.table(this.schemaFixture.read(), "note");
        assertThat(note.comment()).isEqualTo("it's a note");
        assertThat(SchemaFixture.column(note, "text").comment()).isEqualTo("what it \"says\"");
        assertThat(SchemaFixture.column(note, "id").comment()).isNull();
    }

    @Test
    void omitsExcludedTables() {
        this.schemaFixture.run(
                ITEM,
                "create table migrate_log (id integer not null primary key)",
                "create index migrate_log_id on migrate_log (id)",
                "create view migrate_view as select id from migrate_log");
        Schema schema = this.schemaFixture
                .within(new Scope(
                        null,
                        Set.of(),
                        (name) -> !name.toLowerCase(java.util.Locale.ROOT).startsWith("migrate_")))
                .read();
        assertThat(schema.tables()).extracting((table) -> table.name().name()).containsExactly(folded("item"));
        assertThat(schema.definitions()).isEmpty();
    }

    @Test
    void readsOtherSchemasOnRequest() {
        needs(Feature.NAMESPACES);
        String audit = folded("audit");
        this.schemaFixture.run(ITEM, "create schema audit", """
                create table audit.entry (
                  id integer not null primary key,
                  item_id integer,
                  constraint entry_item foreign key (item_id) references %s (id)
                )""".formatted(inHome("item")));
        assertThat(this.schemaFixture.read().tables())
                .extracting(Table::name)
                .containsExactly(QualifiedName.of(folded("item")));
        Schema both = this.schemaFixture
                .within(new Scope(null, Set.of(audit), (name) -> true))
                .read();
        assertThat(both.namespaces()).containsExactly(new Namespace(audit));
        assertThat(both.tables())
                .extracting(Table::name)
                .containsExactlyInAnyOrder(QualifiedName.of(folded("item")), new QualifiedName(audit, folded("entry")));
        assertThat(SchemaFixture.constraint(SchemaFixture.table(both, "entry"), "entry_item")
                        .references())
                .isEqualTo(QualifiedName.of(folded("item")));
    }

    @Test
    void readsEqualSchemasOfEqualDatabases() {
        List<String> script = new ArrayList<>(List.of(
                ITEM,
                """
                create table sale (
                  id integer not null primary key,
                  item_id integer not null references item (id),
                  kind varchar(10) not null check (kind in ('CASH', 'CARD')),
                  made timestamp default current_timestamp
                )""",
                "create index sale_item on sale (item_id, kind)",
                "create view sold as select item.name, sale.kind from item join sale on sale.item_id = item.id"));
        try (TestDatabase other = this.database.another()) {
            Schema here = this.schemaFixture.run(script).read();
            Schema there = this.schemaFixture.over(other).run(script).read();
            assertThat(there).isEqualTo(here);
            assertThat(here.tables()).hasSize(2);
        }
    }

    @Test
    void queryCountIsIndependentOfTableCount() {
        this.schemaFixture.run("create table t0 (id integer not null primary key, name varchar(20) unique)");
        List<String> one = new ArrayList<>();
        this.schemaFixture.read(watched(one));
        this.schemaFixture.run(IntStream.range(1, 20)
                .boxed()
                .flatMap((number) ->
                        List.of("""
                        create table t%d (
                          id integer not null primary key,
                          name varchar(20) unique,
                          other integer references t0 (id)
                        )""".formatted(number), "create index i%d on t%d (name, id)".formatted(number, number))
                                .stream())
                .toList());
        List<String> many = new ArrayList<>();
        assertThat(this.schemaFixture.read(watched(many)).tables()).hasSize(20);
        assertThat(many).hasSameSizeAs(one);
    }

    private DataSource watched(List<String> calls) {
        return WatchedDataSource.of(this.database.dataSource(), new CallWatcher() {

            @Override
            public void before(int number, String call) {
                calls.add(call);
            }

            @Override
            public void after(int number, String call) {}
        });
    }

    @Test
    void restoresTheSession() throws Exception {
        this.schemaFixture.run(ITEM);
        try (Connection connection = this.database.dataSource().getConnection()) {
            List<Object> before = session(connection);
            Product.of(this.schemaFixture.dialect()).inspector().read(connection, Scope.ofHome());
            assertThat(session(connection)).isEqualTo(before);
            connection.setAutoCommit(false);
            Product.of(this.schemaFixture.dialect()).inspector().read(connection, Scope.ofHome());
            assertThat(connection.getAutoCommit()).isFalse();
            connection.rollback();
        }
    }

    private static List<Object> session(Connection connection) throws Exception {
        return List.of(
                connection.getAutoCommit(),
                String.valueOf(connection.getSchema()),
                Objects.toString(connection.getCatalog()),
                connection.isReadOnly(),
                connection.getTransactionIsolation());
    }
}
