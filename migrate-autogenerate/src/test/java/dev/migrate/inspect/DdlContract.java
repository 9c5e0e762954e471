package dev.migrate.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.operation.AddColumn;
import dev.migrate.operation.AddConstraint;
import dev.migrate.operation.AlterColumn;
import dev.migrate.operation.AlterEnum;
import dev.migrate.operation.AlterSequence;
import dev.migrate.operation.CommentOnTable;
import dev.migrate.operation.CreateEnum;
import dev.migrate.operation.CreateIndex;
import dev.migrate.operation.CreateNamespace;
import dev.migrate.operation.CreateObject;
import dev.migrate.operation.CreateSequence;
import dev.migrate.operation.CreateTable;
import dev.migrate.operation.DdlLimit;
import dev.migrate.operation.DropColumn;
import dev.migrate.operation.DropConstraint;
import dev.migrate.operation.DropIndex;
import dev.migrate.operation.DropObject;
import dev.migrate.operation.DropTable;
import dev.migrate.operation.Execute;
import dev.migrate.operation.Operation;
import dev.migrate.operation.RebuildTable;
import dev.migrate.operation.RenameColumn;
import dev.migrate.operation.RenameConstraint;
import dev.migrate.operation.RenameIndex;
import dev.migrate.operation.RenameTable;
import dev.migrate.operation.ReplacePrimaryKey;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import dev.migrate.testsupport.TestDatabase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The effect of the SQL of operations, on each product. SQL creates a database in the state before and one in the state
 * after; operations must change the first to the second, and their inverses must revert it.
 */
abstract class DdlContract extends ProductContract {

    private static final String ITEM =
            "create table item (id integer not null primary key, name varchar(50), amount integer)";
    private static final String ROW = "insert into item (id, name, amount) values (1, 'one', 11)";

    /** The operations between two states. */
    @FunctionalInterface
    interface Change {

        List<Operation> between(Schema before, Schema after);
    }

    @Test
    void recreatesTheSameDatabase() {
        List<String> script = new ArrayList<>(List.of(
                """
                create table parent (
                  a integer not null,
                  b integer not null,
                  code varchar(20) default 'it''s' not null unique,
                  price decimal(19, 4) default 1.5,
                  made timestamp default current_timestamp,
                  constraint parent_key primary key (b, a),
                  constraint parent_price check (price > 0 and code <> 'none')
                )""",
                """
                create table child (
                  id %s,
                  x integer,
                  y integer,
                  boss_id bigint,
                  constraint child_parent foreign key (x, y) references parent (b, a) on delete set null
                )""".formatted(numbered()),
                "create index child_parts on child (y, x)",
                "create view dear as select code, price from parent where price > 1000"));
        if (!lacks().contains(Feature.SEQUENCES)) {
            script.add("create sequence counter start with 100 increment by 20");
        }
        if (!lacks().contains(Feature.COMMENTS)) {
            script.addAll(commented("it's a note", "what it \"says\""));
        }
        if (!lacks().contains(Feature.GENERATED_COLUMNS)) {
            script.add("create table line (a integer, b integer, total %s)".formatted(generated("integer", "a * b")));
        }
        assertRecreates(script);
    }

    @Test
    void recreatesTablesNamedByKeywords() {
        String order = quoted("order");
        String group = quoted("group");
        String line = quoted("OrderLine");
        String quantity = quoted("Qty ordered");
        assertRecreates(List.of(
                "create table %s (id integer not null primary key, %s varchar(20))".formatted(order, group),
                "create index %s on %s (%s)".formatted(quoted("select"), order, group),
                """
                create table %s (
                  id integer not null primary key,
                  %s integer not null,
                  %s integer,
                  constraint %s foreign key (%s) references %s (id)
                )""".formatted(line, quantity, quoted("order"), quoted("To Order"), quoted("order"), order)));
    }

    @Test
    void quotesOnlyNamesThatNeedIt() {
        this.schemaFixture.run("create table plain (id integer not null primary key)");
        String sql = String.join("\n", this.schemaFixture.sql(this.schemaFixture.creation(this.schemaFixture.read())));
        assertThat(sql).containsIgnoringCase("CREATE TABLE plain").doesNotContain(quoted(folded("id")));
    }

    @Test
    void createsAndDropsTable() {
        changes(
                List.of(),
                List.of(ITEM),
                (before, after) -> List.of(new CreateTable(SchemaFixture.table(after, "item"), List.of())));
    }

    @Test
    void createsTableWithRows() {
        this.schemaFixture.run(ITEM);
        Table item = SchemaFixture.table(this.schemaFixture.read(), "item");
        this.schemaFixture.apply(List.of(new DropTable(item), new CreateTable(item, List.of(ROW))));
        assertThat(this.schemaFixture.query("select name from item")).containsExactly("one");
    }

    @Test
    void renamesATable() {
        QualifiedName item = QualifiedName.of(folded("item"));
        String table = "create table %s (id integer, name varchar(50))";
        changes(
                List.of(table.formatted("item")),
                List.of(table.formatted("thing")),
                (before, after) -> List.of(new RenameTable(item, item.sibling(folded("thing")))));
    }

    @Test
    void addsAndDropsColumns() {
        changes(
                List.of(ITEM, ROW),
                List.of("""
                        create table item (
                          id integer not null primary key,
                          name varchar(50),
                          amount integer,
                          price decimal(10, 2),
                          state varchar(10) default 'NEW' not null
                        )"""),
                (before, after) -> altered(
                        before,
                        after,
                        "item",
                        List.of(
                                new AddColumn(item(), column(after, "price")),
                                new AddColumn(item(), column(after, "state")))));
        assertThat(this.schemaFixture.query("select name from item")).containsExactly("one");
    }

    @Test
    void dropsAColumnThatHasRows() {
        changes(
                List.of(ITEM, ROW),
                List.of("create table item (id integer not null primary key, name varchar(50))"),
                (before, after) ->
                        altered(before, after, "item", List.of(new DropColumn(item(), column(before, "amount")))));
    }

    @Test
    void renamesAColumnAndKeepsItsValues() {
        changes(
                List.of(ITEM, ROW),
                List.of("create table item (id integer not null primary key, title varchar(50), amount integer)"),
                (before, after) -> List.of(new RenameColumn(item(), column(before, "name"), folded("title"))),
                "select title from item",
                "one");
    }

    @Test
    void widensATypeAndKeepsItsValues() {
        alters("name varchar(50), amount integer", "name varchar(150), amount bigint", "11", "name", "amount");
    }

    @Test
    void changesATypeThatHasADefault() {
        alters(
                "name varchar(50), amount integer default 7 not null",
                "name varchar(50), amount bigint default 8 not null",
                "11",
                "amount");
    }

    @Test
    void changesATypeToAnotherFamily() {
        alters("name varchar(50), amount integer", "name varchar(50), amount varchar(20)", "11", "amount");
    }

    @Test
    void changesScale() {
        alters("name varchar(50), amount decimal(19, 4)", "name varchar(50), amount decimal(19, 2)", null, "amount");
    }

    @Test
    void setsAndDropsNotNull() {
        alters("name varchar(50), amount integer", "name varchar(50) not null, amount integer", "11", "name");
    }

    @Test
    void setsChangesAndDropsADefault() {
        alters(
                "name varchar(50) default 'a', amount integer default 1, other integer",
                "name varchar(50) default 'it''s', amount integer, other integer default 5",
                "11",
                "name",
                "amount",
                "other");
    }

    @Test
    void addsAndDropsIdentity() {
        changes(
                List.of("create table item (id bigint not null primary key, name varchar(50))"),
                List.of("create table item (id %s, name varchar(50))".formatted(numbered())),
                (before, after) -> altered(
                        before,
                        after,
                        "item",
                        List.of(new AlterColumn(item(), column(before, "id"), column(after, "id")))));
    }

    @Test
    void changesTheExpressionOfAGeneratedColumn() {
        needs(Feature.GENERATED_COLUMNS);
        String table = "create table item (id integer not null primary key, amount integer, total %s)";
        changes(
                List.of(table.formatted(generated("integer", "amount * 2"))),
                List.of(table.formatted(generated("integer", "amount * 3"))),
                (before, after) -> altered(
                        before,
                        after,
                        "item",
                        List.of(new AlterColumn(item(), column(before, "total"), column(after, "total")))));
    }

    @Test
    void changesComments() {
        needs(Feature.COMMENTS);
        changes(
                commented("before", "it was"),
                commented("it's after", "it \"is\" \\ so"),
                (before, after) -> altered(
                        before,
                        after,
                        "note",
                        List.of(
                                new CommentOnTable(
                                        SchemaFixture.table(before, "note").name(),
                                        SchemaFixture.table(before, "note").comment(),
                                        SchemaFixture.table(after, "note").comment()),
                                new AlterColumn(
                                        SchemaFixture.table(before, "note").name(),
                                        SchemaFixture.column(SchemaFixture.table(before, "note"), "text"),
                                        SchemaFixture.column(SchemaFixture.table(after, "note"), "text")))));
    }

    @Test
    void removesComments() {
        needs(Feature.COMMENTS);
        changes(
                commented("before", "it was"),
                List.of("create table note (id integer not null primary key, text varchar(50))"),
                (before, after) -> altered(
                        before,
                        after,
                        "note",
                        List.of(
                                new CommentOnTable(
                                        SchemaFixture.table(before, "note").name(), "before", null),
                                new AlterColumn(
                                        SchemaFixture.table(before, "note").name(),
                                        SchemaFixture.column(SchemaFixture.table(before, "note"), "text"),
                                        SchemaFixture.column(SchemaFixture.table(after, "note"), "text")))));
    }

    @Test
    void addsAndDropsConstraints() {
        String item = "create table item (id integer not null primary key, name varchar(50), amount integer%s)";
        String parent = "create table parent (id integer not null primary key)";
        changes(List.of(parent, item.formatted("")), List.of(parent, item.formatted("""
                        ,
                        constraint item_name unique (name, amount),
                        constraint item_amount check (amount > 3),
                        constraint item_parent foreign key (amount) references parent (id)
                        """)), (before, after) -> {
            List<Operation> operations = new ArrayList<>();
            SchemaFixture.table(after, "item").constraints().stream()
                    .filter((constraint) -> constraint.kind() != Constraint.Kind.PRIMARY_KEY)
                    .forEach((constraint) -> operations.add(new AddConstraint(item(), constraint)));
            SchemaFixture.table(after, "item").indexes().stream()
                    .filter((index) ->
                            !SchemaFixture.table(before, "item").indexes().contains(index))
                    .forEach((index) -> operations.add(new CreateIndex(item(), index)));
            return altered(before, after, "item", operations);
        });
    }

    @Test
    void changesACheckUnderItsName() {
        String item =
                "create table item (id integer not null primary key, amount integer, constraint small check (%s))";
        changes(
                List.of(item.formatted("amount < 10")),
                List.of(item.formatted("amount < 20")),
                (before, after) -> altered(
                        before,
                        after,
                        "item",
                        List.of(
                                new DropConstraint(
                                        item(), SchemaFixture.constraint(SchemaFixture.table(before, "item"), "small")),
                                new AddConstraint(
                                        item(),
                                        SchemaFixture.constraint(SchemaFixture.table(after, "item"), "small")))));
    }

    @Test
    void renamesAConstraint() {
        needs(Feature.RENAMED_CONSTRAINTS);
        String item =
                "create table item (id integer not null primary key, name varchar(50), constraint %s unique (name))";
        changes(
                List.of(item.formatted("item_name")),
                List.of(item.formatted("item_title")),
                (before, after) -> altered(
                        before,
                        after,
                        "item",
                        List.of(new RenameConstraint(
                                item(),
                                SchemaFixture.constraint(SchemaFixture.table(before, "item"), "item_name"),
                                SchemaFixture.constraint(SchemaFixture.table(after, "item"), "item_title")))));
    }

    @Test
    void replacesPrimaryKey() {
        String item =
                "create table item (a integer not null, b integer not null, constraint item_key primary key (%s))";
        changes(
                List.of(item.formatted("a")),
                List.of(item.formatted("a, b")),
                (before, after) -> altered(
                        before,
                        after,
                        "item",
                        List.of(new ReplacePrimaryKey(
                                item(),
                                SchemaFixture.table(before, "item")
                                        .constraints(Constraint.Kind.PRIMARY_KEY)
                                        .get(0),
                                SchemaFixture.table(after, "item")
                                        .constraints(Constraint.Kind.PRIMARY_KEY)
                                        .get(0)))));
    }

    @Test
    void createsAndDropsIndexes() {
        changes(
                List.of(ITEM),
                List.of(
                        ITEM,
                        "create index item_name on item (name, amount)",
                        "create unique index item_one on item (amount)"),
                (before, after) -> {
                    List<Operation> operations = new ArrayList<>();
                    Table item = SchemaFixture.table(after, "item");
                    item.indexes().forEach((index) -> operations.add(new CreateIndex(item(), index)));
                    item.constraints(Constraint.Kind.UNIQUE)
                            .forEach((constraint) -> operations.add(new AddConstraint(item(), constraint)));
                    return operations;
                });
    }

    @Test
    void changesAnIndexUnderItsName() {
        changes(
                List.of(ITEM, "create index item_name on item (name, amount)"),
                List.of(ITEM, "create index item_name on item (amount, name)"),
                (before, after) -> List.of(
                        new DropIndex(item(), SchemaFixture.index(SchemaFixture.table(before, "item"), "item_name")),
                        new CreateIndex(item(), SchemaFixture.index(SchemaFixture.table(after, "item"), "item_name"))));
    }

    @Test
    void renamesAnIndex() {
        needs(Feature.RENAMED_INDEXES);
        changes(
                List.of(ITEM, "create index item_name on item (name)"),
                List.of(ITEM, "create index item_title on item (name)"),
                (before, after) -> List.of(new RenameIndex(
                        item(),
                        SchemaFixture.index(SchemaFixture.table(before, "item"), "item_name"),
                        SchemaFixture.index(SchemaFixture.table(after, "item"), "item_title"))));
    }

    @Test
    void createsAndDropsSequences() {
        needs(Feature.SEQUENCES);
        changes(
                List.of(),
                List.of("create sequence counter start with 100 increment by 20 minvalue 5 maxvalue 99999 cycle"),
                (before, after) -> List.of(new CreateSequence(after.sequences().get(0))));
    }

    @Test
    void changesSequenceOptions() {
        needs(Feature.SEQUENCES);
        changes(
                List.of("create sequence counter start with 100 increment by 20"),
                List.of("create sequence counter start with 200 increment by 50 minvalue 3 maxvalue 99999 cycle"),
                (before, after) -> List.of(new AlterSequence(
                        before.sequences().get(0), after.sequences().get(0))));
    }

    @Test
    void createsAndDropsEnumTypes() {
        needs(Feature.ENUM_TYPES);
        changes(
                List.of(),
                enumerated("mood", "sad", "it''s fine"),
                (before, after) -> List.of(new CreateEnum(after.enums().get(0))));
    }

    @Test
    void addsLabelsBetweenOthers() {
        needs(Feature.ENUM_TYPES);
        changesLabels(List.of("b", "d"), List.of("x", "a", "b", "c", "z", "d", "f", "e"));
    }

    @Test
    void removesAndReordersLabels() {
        needs(Feature.ENUM_TYPES);
        changesLabels(List.of("a", "b", "c"), List.of("c", "b"));
    }

    @Test
    void createsAndDropsViews() {
        changes(
                List.of(ITEM),
                List.of(ITEM, "create view dear as select id, name from item where amount > 1000"),
                (before, after) -> List.of(new CreateObject(after.definitions().get(0))));
    }

    @Test
    void changesAView() {
        String view = "create view dear as select id, name from item where amount > %d";
        changes(
                List.of(ITEM, view.formatted(1)),
                List.of(ITEM, view.formatted(2)),
                (before, after) -> List.of(
                        new DropObject(before.definitions().get(0)),
                        new CreateObject(after.definitions().get(0))));
    }

    @Test
    void createsAndDropsSchemas() {
        needs(Feature.NAMESPACES);
        String audit = folded("audit");
        SchemaFixture both = this.schemaFixture.within(new Scope(null, Set.of(audit), (name) -> true));
        changes(
                both,
                List.of(ITEM),
                List.of(
                        ITEM,
                        "create schema audit",
                        """
                        create table audit.entry (
                          id integer not null primary key,
                          item_id integer,
                          constraint entry_item foreign key (item_id) references %s (id)
                        )""".formatted(inHome("item")),
                        "create index entry_items on audit.entry (item_id)"),
                (before, after) -> List.of(
                        new CreateNamespace(after.namespaces().get(0)),
                        new CreateTable(SchemaFixture.table(after, "entry"), List.of())));
    }

    @Test
    void runsUnparsedStatements() {
        this.schemaFixture.run(ITEM);
        List<Operation> operations = List.of(new Execute(ROW, "delete from item"), new Execute("", ""));
        this.schemaFixture.apply(operations);
        assertThat(this.schemaFixture.query("select name from item")).containsExactly("one");
        this.schemaFixture.apply(SchemaFixture.inverse(operations));
        assertThat(this.schemaFixture.query("select name from item")).isEmpty();
    }

    private QualifiedName item() {
        return QualifiedName.of(folded("item"));
    }

    private static Column column(Schema schema, String name) {
        return SchemaFixture.column(SchemaFixture.table(schema, "item"), name);
    }

    /** Returns the operations, or one that rebuilds the table if the product cannot change it in place. */
    private List<Operation> altered(Schema before, Schema after, String table, List<Operation> operations) {
        if (!this.schemaFixture.ddl().limits().contains(DdlLimit.REBUILDS_TABLES)) {
            return operations;
        }
        Table from = SchemaFixture.table(before, table);
        Table to = SchemaFixture.table(after, table);
        Map<String, String> copied = new HashMap<>();
        from.columns().stream()
                .filter((column) -> to.column(column.name()).isPresent() && column.generated() == null)
                .forEach((column) -> copied.put(column.name(), column.name()));
        return List.of(new RebuildTable(from, to, copied));
    }

    /** Alters columns of a table with a row, in which {@code amount} is 11, there and back. */
    private void alters(String before, String after, String amount, String... columns) {
        String table = "create table item (id integer not null primary key, %s)";
        Change change = (from, to) -> altered(
                from,
                to,
                "item",
                List.of(columns).stream()
                        .<Operation>map((name) -> new AlterColumn(item(), column(from, name), column(to, name)))
                        .toList());
        if (amount == null) {
            changes(List.of(table.formatted(before), ROW), List.of(table.formatted(after)), change);
        } else {
            changes(
                    List.of(table.formatted(before), ROW),
                    List.of(table.formatted(after)),
                    change,
                    "select amount from item",
                    amount);
        }
    }

    private void changesLabels(List<String> before, List<String> after) {
        List<String> from = new ArrayList<>(enumerated("mood", before.toArray(String[]::new)));
        List<String> to = new ArrayList<>(enumerated("mood", after.toArray(String[]::new)));
        String table = "create table item (id integer not null primary key, state mood default 'b' not null)";
        from.addAll(List.of(table, "insert into item (id, state) values (1, 'b')"));
        to.add(table);
        changes(
                from,
                to,
                (old, fresh) -> List.of(new AlterEnum(
                        old.enums().get(0),
                        fresh.enums().get(0),
                        List.of(new AlterEnum.Use(item(), column(old, "state"))))),
                "select state from item",
                "b");
    }

    void assertRecreates(List<String> script) {
        assertRecreates(this.schemaFixture, script);
    }

    void assertRecreates(SchemaFixture schemaFixture, List<String> script) {
        Schema original = schemaFixture.run(script).read();
        try (TestDatabase other = this.database.another()) {
            Schema copy = schemaFixture
                    .over(other)
                    .apply(schemaFixture.creation(original))
                    .read();
            assertThat(copy).isEqualTo(original);
        }
    }

    private void changes(List<String> before, List<String> after, Change change) {
        changes(this.schemaFixture, before, after, change);
    }

    /** There and back, and there again with a look at a value. */
    private void changes(List<String> before, List<String> after, Change change, String query, String value) {
        List<Operation> operations = changes(this.schemaFixture, before, after, change);
        this.schemaFixture.apply(operations);
        assertThat(this.schemaFixture.query(query)).containsExactly(value);
    }

    private List<Operation> changes(
            SchemaFixture schemaFixture, List<String> before, List<String> after, Change change) {
        Schema from = schemaFixture.run(before).read();
        try (TestDatabase other = this.database.another()) {
            Schema to = schemaFixture.over(other).run(after).read();
            List<Operation> operations = change.between(from, to);
            assertThat(SchemaFixture.unordered(schemaFixture.apply(operations).read()))
                    .isEqualTo(SchemaFixture.unordered(to));
            assertThat(SchemaFixture.unordered(schemaFixture
                            .apply(SchemaFixture.inverse(operations))
                            .read()))
                    .isEqualTo(SchemaFixture.unordered(from));
            return operations;
        }
    }
}
