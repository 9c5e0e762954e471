package dev.migrate.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.migrate.operation.AddColumn;
import dev.migrate.operation.AddConstraint;
import dev.migrate.operation.AlterColumn;
import dev.migrate.operation.AlterSequence;
import dev.migrate.operation.CreateIndex;
import dev.migrate.operation.CreateObject;
import dev.migrate.operation.CreateTable;
import dev.migrate.operation.DdlLimit;
import dev.migrate.operation.DropColumn;
import dev.migrate.operation.DropConstraint;
import dev.migrate.operation.DropObject;
import dev.migrate.operation.DropTable;
import dev.migrate.operation.Operation;
import dev.migrate.operation.RebuildTable;
import dev.migrate.operation.RenameConstraint;
import dev.migrate.operation.TableOperation;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.Generated;
import dev.migrate.schema.Index;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.SqlObject;
import dev.migrate.schema.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OperationPlannerTests {

    private static final Set<DdlLimit> PLAIN = Set.of();
    private static final Set<DdlLimit> BLOCKED = Set.of(
            DdlLimit.VIEWS_BLOCK_COLUMNS,
            DdlLimit.KEYS_BLOCK_TYPES,
            DdlLimit.KEYS_BLOCK_LENGTHS,
            DdlLimit.GENERATED_BLOCKS_INPUTS,
            DdlLimit.CHECKS_BLOCK_COLUMNS,
            DdlLimit.INDEXES_SERVE_KEYS);
    private static final Set<DdlLimit> REBUILDS = Set.of(DdlLimit.REBUILDS_TABLES);
    private static final Column ID = Column.of("id", "bigint").nullable(false);

    @Test
    void createsATableAfterTheTablesThatItReferences() {
        Schema desired = schema(table("line", List.of(ID), key("line_fk", "account")), table("account", List.of(ID)));

        assertThat(plan(Schema.EMPTY, desired, PLAIN))
                .extracting(OperationPlannerTests::describe)
                .containsExactly("CreateTable account", "CreateTable line");
    }

    @Test
    void addsAForeignKeyThatClosesACycleAfterTheTables() {
        Schema desired = schema(
                table("employee", List.of(ID), key("works_in", "department")),
                table("department", List.of(ID), key("led_by", "employee")));

        List<Operation> operations = plan(Schema.EMPTY, desired, PLAIN);

        assertThat(operations)
                .extracting(OperationPlannerTests::describe)
                .containsExactly("CreateTable employee", "CreateTable department", "AddConstraint works_in");
        assertThat(OperationPlanner.inverse(operations))
                .extracting(OperationPlannerTests::describe)
                .containsExactly("DropConstraint works_in", "DropTable department", "DropTable employee");
    }

    @Test
    void dropsATableBeforeTheTablesThatItReferences() {
        Schema current = schema(table("account", List.of(ID)), table("line", List.of(ID), key("line_fk", "account")));

        assertThat(plan(current, Schema.EMPTY, PLAIN))
                .extracting(OperationPlannerTests::describe)
                .containsExactly("DropTable line", "DropTable account");
    }

    @Test
    void addsANotNullColumnAsNullableFirst() {
        Schema current = schema(table("account", List.of(ID)));
        Schema desired =
                schema(table("account", List.of(ID, Column.of("name", "text").nullable(false))));

        List<Operation> operations = plan(current, desired, PLAIN);

        assertThat(operations).hasExactlyElementsOfTypes(AddColumn.class, AlterColumn.class);
        assertThat(OperationPlanner.inverse(operations)).hasExactlyElementsOfTypes(DropColumn.class);
    }

    @Test
    void recreatesAViewOfAnAlteredColumn() {
        SqlObject view = view("names", "account");
        SqlObject viewOfView = view("short_names", "names");
        Schema current = new Schema(
                List.of(), List.of(), List.of(), List.of(table("account", List.of(ID))), List.of(view, viewOfView));
        Schema desired = new Schema(
                List.of(),
                List.of(),
                List.of(),
                List.of(table("account", List.of(Column.of("id", "integer").nullable(false)))),
                List.of(view, viewOfView));

        assertThat(plan(current, desired, BLOCKED))
                .hasExactlyElementsOfTypes(
                        DropObject.class, DropObject.class, AlterColumn.class, CreateObject.class, CreateObject.class)
                .startsWith(new DropObject(viewOfView))
                .endsWith(new CreateObject(viewOfView));
        assertThat(plan(current, desired, PLAIN)).hasExactlyElementsOfTypes(AlterColumn.class);
    }

    @Test
    void recreatesAForeignKeyToAnAlteredColumn() {
        Table line = table("line", List.of(ID), key("line_fk", "account"));
        Schema current = schema(table("account", List.of(ID)), line);
        Schema desired =
                schema(table("account", List.of(Column.of("id", "integer").nullable(false))), line);

        assertThat(plan(current, desired, BLOCKED))
                .hasExactlyElementsOfTypes(DropConstraint.class, AlterColumn.class, AddConstraint.class);
    }

    @Test
    void keepsAForeignKeyToATableOfACycleInItsTable() {
        Schema desired = schema(
                table("badge", List.of(ID), key("of", "employee")),
                table("employee", List.of(ID), key("works_in", "department")),
                table("department", List.of(ID), key("led_by", "employee")));

        assertThat(plan(Schema.EMPTY, desired, PLAIN))
                .extracting(OperationPlannerTests::describe)
                .containsExactly(
                        "CreateTable employee",
                        "CreateTable badge",
                        "CreateTable department",
                        "AddConstraint works_in");
    }

    @Test
    void dropsTheForeignKeyOfADroppedTableBeforeTheKeyThatItReferences() {
        Constraint unique =
                new Constraint(Constraint.Kind.UNIQUE, "account_id", false, List.of("id"), "UNIQUE (id)", null);
        Table line = table("line", List.of(ID), key("line_fk", "account"));
        Schema current = schema(table("account", List.of(ID), unique), line);
        Schema desired = schema(table("account", List.of(ID)));

        assertThat(plan(current, desired, PLAIN))
                .extracting(OperationPlannerTests::describe)
                .containsExactly("DropConstraint line_fk", "DropConstraint account_id", "DropTable line");
    }

    @Test
    void createsAFunctionForTablesAfterTheTableThatItUses() {
        SqlObject function = new SqlObject(
                SqlObject.Kind.FUNCTION,
                QualifiedName.of("total(account)"),
                null,
                List.of("CREATE FUNCTION total(account) ..."),
                "DROP FUNCTION total(account)",
                Set.of(QualifiedName.of("account")),
                true,
                List.of());
        Table account = table("account", List.of(ID));
        Schema desired = new Schema(List.of(), List.of(), List.of(), List.of(account), List.of(function));

        List<Operation> operations = plan(Schema.EMPTY, desired, PLAIN);

        assertThat(operations).containsExactly(new CreateTable(account, List.of()), new CreateObject(function));
        assertThat(plan(desired, Schema.EMPTY, PLAIN)).isEqualTo(OperationPlanner.inverse(operations));
    }

    @Test
    void rebuildsTheTargetOfANewActionBeforeItsTable() {
        Schema current = schema(table("account", List.of(ID)), table("owner", List.of(ID)));
        Schema desired = schema(
                table("account", List.of(ID), cascadingKey("account_fk", "owner")),
                table("owner", List.of(Column.of("id", "integer").nullable(false))));

        assertThat(plan(current, desired, REBUILDS))
                .extracting((operation) -> ((RebuildTable) operation).after().label())
                .containsExactly("owner", "account");
    }

    @Test
    void rebuildsATableWithoutItsActionsWhileTheirTargetIsRebuilt() {
        Table account = table("account", List.of(ID), cascadingKey("account_fk", "owner"));
        Schema current = schema(account, table("owner", List.of(ID)));
        Table changed = table("owner", List.of(Column.of("id", "integer").nullable(false)));
        Table indexed = account.withIndexes(List.of(new Index("ix", false, false, List.of("id"), "(id)")));

        assertThat(plan(current, schema(indexed, changed), REBUILDS))
                .extracting((operation) -> ((RebuildTable) operation).after())
                .containsExactly(account.withConstraints(List.of()), changed, indexed);
    }

    @Test
    void dropsATableInsteadOfRebuildingItWithoutItsActions() {
        Schema current =
                schema(table("owner", List.of(ID)), table("account", List.of(ID), cascadingKey("account_fk", "owner")));
        Schema desired =
                schema(table("owner", List.of(Column.of("id", "integer").nullable(false))));

        assertThat(plan(current, desired, REBUILDS)).hasExactlyElementsOfTypes(DropTable.class, RebuildTable.class);
    }

    @Test
    void replacesAutomaticNames() {
        Constraint unique =
                new Constraint(Constraint.Kind.UNIQUE, "UK1a2b", true, List.of("name", "town"), "UNIQUE (..)", null);
        Index index = new Index("IDX77", true, false, List.of("town"), "(town)");
        Table table = new Table(QualifiedName.of("account"), List.of(ID), List.of(unique), List.of(index), "", null);

        Operation created = plan(Schema.EMPTY, schema(table), PLAIN).get(0);

        assertThat(((CreateTable) created).table().constraints())
                .extracting(Constraint::name)
                .containsExactly("account_name_town_key");
        assertThat(((CreateTable) created).table().indexes())
                .extracting(Index::name)
                .containsExactly("account_town_idx");
    }

    @Test
    void keepsEveryNameInACopy() {
        Constraint unique =
                new Constraint(Constraint.Kind.UNIQUE, "UK1a2b", true, List.of("name"), "UNIQUE (name)", null);
        Table table = new Table(QualifiedName.of("account"), List.of(ID), List.of(unique), List.of(), "", null);

        assertThat(OperationPlanner.copy(schema(table), PLAIN)).containsExactly(new CreateTable(table, List.of()));
    }

    @Test
    void rebuildsATableThatTheProductCannotChange() {
        Schema current = schema(table("account", List.of(ID, Column.of("name", "text"))));
        Schema desired = schema(table("account", List.of(ID, Column.of("name", "integer"))));

        assertThat(plan(current, desired, REBUILDS))
                .singleElement()
                .satisfies((operation) -> assertThat(((RebuildTable) operation).copied())
                        .containsOnly(Map.entry("id", "id"), Map.entry("name", "name")));
    }

    @Test
    void addsAnIndexInPlace() {
        Table bare = table("account", List.of(ID));
        Table indexed = bare.withIndexes(List.of(new Index("ix", false, false, List.of("id"), "(id)")));

        assertThat(plan(schema(bare), schema(indexed), REBUILDS)).hasExactlyElementsOfTypes(CreateIndex.class);
    }

    @ParameterizedTest
    @MethodSource("limits")
    void ordersALongChainOfTables(Set<DdlLimit> limits) {
        List<Table> tables = IntStream.range(0, 3000)
                .mapToObj((number) -> table("t" + number, List.of(ID), key("fk" + number, "t" + (number + 1))))
                .collect(Collectors.toCollection(ArrayList::new));
        tables.add(table("t3000", List.of(ID)));
        Schema chain = Schema.EMPTY.withTables(tables);
        Collections.reverse(tables);

        List<Operation> operations = plan(Schema.EMPTY, chain, limits);

        assertThat(operations)
                .extracting((operation) -> ((CreateTable) operation).table())
                .isEqualTo(tables);
        assertThat(plan(chain, Schema.EMPTY, limits)).isEqualTo(OperationPlanner.inverse(operations));
    }

    static List<Set<DdlLimit>> limits() {
        return List.of(PLAIN, BLOCKED, REBUILDS);
    }

    @Test
    void addsAGeneratedColumnAfterThoseInItsExpression() {
        Column total = generated("total", "`net price` + tax");
        Column netPrice = generated("net price", "id * 2");
        Column tax = generated("tax", "`net price` / 5");
        Schema current = schema(table("account", List.of(ID)));
        Schema desired = schema(table("account", List.of(ID, total, tax, netPrice)));

        assertThat(plan(current, desired, BLOCKED))
                .extracting((operation) -> ((AddColumn) operation).column())
                .containsExactly(netPrice, tax, total);
    }

    @Test
    void createsAFunctionAfterThoseThatItMentions() {
        SqlObject outer = function("outermost(integer)", "SELECT \"in the middle\"(1)");
        SqlObject middle = function("in the middle(integer)", "SELECT INNERMOST(1)");
        SqlObject inner = function("innermost(integer)", "SELECT 1");
        Schema desired = new Schema(List.of(), List.of(), List.of(), List.of(), List.of(outer, middle, inner));

        assertThat(plan(Schema.EMPTY, desired, PLAIN))
                .containsExactly(new CreateObject(inner), new CreateObject(middle), new CreateObject(outer));
    }

    @Test
    void createsALongChainOfTables() {
        Schema desired = schema(IntStream.range(0, 3000)
                .mapToObj((number) ->
                        table("t%04d".formatted(number), List.of(ID), key("key", "t%04d".formatted(number + 1))))
                .toArray(Table[]::new));

        assertTimeout(
                Duration.ofSeconds(20),
                () -> assertThat(plan(Schema.EMPTY, desired, PLAIN)).hasSizeGreaterThanOrEqualTo(3000));
    }

    @Test
    void exchangesTheNamesOfTwoConstraints() {
        Schema current = schema(table("account", List.of(ID), check("a", "id > 0"), check("b", "id < 9")));
        Schema desired = schema(table("account", List.of(ID), check("a", "id < 9"), check("b", "id > 0")));

        List<Operation> operations = plan(current, desired, PLAIN);

        assertThat(renames(operations)).containsExactly("b to a_tmp", "a to b", "a_tmp to a");
        assertThat(renames(OperationPlanner.inverse(operations))).containsExactly("a to a_tmp", "b to a", "a_tmp to b");
    }

    @Test
    void renamesAConstraintAfterTheOneWhoseNameItTakes() {
        Schema current = schema(table("account", List.of(ID), check("a", "id > 0"), check("b", "id < 9")));
        Schema desired = schema(table("account", List.of(ID), check("b", "id > 0"), check("c", "id < 9")));

        assertThat(renames(plan(current, desired, PLAIN))).containsExactly("b to c", "a to b");
    }

    private static List<String> renames(List<Operation> operations) {
        return operations.stream()
                .map(RenameConstraint.class::cast)
                .map((rename) ->
                        rename.before().name() + " to " + rename.after().name())
                .toList();
    }

    private static Constraint check(String name, String condition) {
        return new Constraint(Constraint.Kind.CHECK, name, false, List.of(), "CHECK (%s)".formatted(condition), null);
    }

    @Test
    void addsColumnsInTheOrderOfTheTableInBothDirections() {
        Column a = Column.of("a", "text");
        Column b = Column.of("b", "text");
        Column c = Column.of("c", "integer");
        Column d = Column.of("d", "integer");
        Schema current = schema(table("account", List.of(ID, b, a, c, d)));
        Schema desired = schema(table(
                "account",
                List.of(
                        ID,
                        Column.of("c", "bigint"),
                        Column.of("d", "bigint"),
                        Column.of("y", "text"),
                        Column.of("x", "text"))));

        List<Operation> operations = plan(current, desired, PLAIN);

        assertThat(columns(operations, AddColumn.class)).containsExactly("y", "x");
        assertThat(columns(operations, AlterColumn.class)).containsExactly("c", "d");
        assertThat(columns(operations, DropColumn.class)).containsExactly("b", "a");
        List<Operation> inverse = OperationPlanner.inverse(operations);
        assertThat(columns(inverse, AddColumn.class)).containsExactly("b", "a");
        assertThat(columns(inverse, AlterColumn.class)).containsExactly("c", "d");
        assertThat(columns(inverse, DropColumn.class)).containsExactly("y", "x");
    }

    private static List<String> columns(List<Operation> operations, Class<? extends Operation> kind) {
        return operations.stream()
                .filter(kind::isInstance)
                .map((operation) -> operation instanceof AddColumn add
                        ? add.column().name()
                        : operation instanceof DropColumn drop
                                ? drop.column().name()
                                : ((AlterColumn) operation).after().name())
                .toList();
    }

    @Test
    void changesATableCompletelyBeforeTheNext() {
        Schema current = schema(
                table("b", List.of(ID, Column.of("x", "text"))), table("a", List.of(ID, Column.of("x", "text"))));
        Schema desired = schema(
                table("b", List.of(ID, Column.of("y", "text")), check("b_check", "id > 0")),
                table("a", List.of(ID, Column.of("y", "text")), check("a_check", "id > 0"), key("a_fk", "b")));

        assertThat(plan(current, desired, BLOCKED).stream()
                        .map((operation) -> ((TableOperation) operation).table().name()))
                .containsExactly("b", "b", "b", "a", "a", "a", "a");
    }

    private static List<Operation> plan(Schema current, Schema desired, Set<DdlLimit> limits) {
        return OperationPlanner.plan(
                current, desired, SchemaComparison.between(current, desired, ComparisonRules.STRICT), limits, Map.of());
    }

    private static String describe(Operation operation) {
        String name = operation instanceof CreateTable create
                ? create.table().label()
                : operation instanceof DropTable drop
                        ? drop.table().label()
                        : operation instanceof AddConstraint add
                                ? add.constraint().name()
                                : ((DropConstraint) operation).constraint().name();
        return operation.getClass().getSimpleName() + " " + name;
    }

    private static SqlObject view(String name, String of) {
        return new SqlObject(
                SqlObject.Kind.VIEW,
                QualifiedName.of(name),
                null,
                List.of("CREATE VIEW %s AS SELECT id FROM %s".formatted(name, of)),
                "DROP VIEW " + name,
                Set.of(QualifiedName.of(of)));
    }

    private static SqlObject function(String name, String body) {
        return new SqlObject(
                SqlObject.Kind.FUNCTION,
                QualifiedName.of(name),
                null,
                List.of("CREATE FUNCTION %s AS %s".formatted(name, body)),
                "DROP FUNCTION " + name,
                Set.of());
    }

    private static Column generated(String name, String expression) {
        return new Column(name, "integer", true, null, null, new Generated(expression, true), null, null, null);
    }

    private static Constraint key(String name, String target) {
        return new Constraint(
                Constraint.Kind.FOREIGN_KEY,
                name,
                false,
                List.of("id"),
                "FOREIGN KEY (id) REFERENCES %s (id)".formatted(target),
                QualifiedName.of(target));
    }

    private static Constraint cascadingKey(String name, String target) {
        Constraint key = key(name, target);
        return key.defined(key.definition() + " ON DELETE CASCADE");
    }

    private static Table table(String name, List<Column> columns, Constraint... constraints) {
        return new Table(QualifiedName.of(name), columns, List.of(constraints), List.of(), "", null);
    }

    private static Schema schema(Table... tables) {
        return Schema.EMPTY.withTables(List.of(tables));
    }

    @Test
    void keepsIgnoredAttributesOfASequence() {
        QualifiedName name = QualifiedName.of("counter");
        Sequence before = new Sequence(name, "", 1, 1, 1, 99, 1000, false);
        Sequence after = new Sequence(name, "", 5, 50, 1, 99, 0, false);
        Schema current = new Schema(List.of(), List.of(), List.of(before), List.of(), List.of());
        Schema desired = new Schema(List.of(), List.of(), List.of(after), List.of(), List.of());

        List<SchemaDifference> differences = SchemaComparison.between(
                current, desired, new ComparisonRules(false, false, Set.of("sequence.start", "sequence.cache")));

        assertThat(OperationPlanner.plan(current, desired, differences, PLAIN, Map.of()))
                .containsExactly(new AlterSequence(before, new Sequence(name, "", 1, 50, 1, 99, 1000, false)));
    }
}
