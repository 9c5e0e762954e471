package dev.migrate.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.operation.AddColumn;
import dev.migrate.operation.AddConstraint;
import dev.migrate.operation.AlterColumn;
import dev.migrate.operation.AlterSequence;
import dev.migrate.operation.CreateIndex;
import dev.migrate.operation.CreateObject;
import dev.migrate.operation.CreateTable;
import dev.migrate.operation.DdlLimits;
import dev.migrate.operation.DropColumn;
import dev.migrate.operation.DropConstraint;
import dev.migrate.operation.DropObject;
import dev.migrate.operation.DropTable;
import dev.migrate.operation.Operation;
import dev.migrate.operation.RebuildTable;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.Index;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.SqlObject;
import dev.migrate.schema.Table;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OperationPlannerTests {

    private static final DdlLimits PLAIN = new DdlLimits(false, false, false, false, false, false, false, true);
    private static final DdlLimits BLOCKED = new DdlLimits(true, true, true, true, true, true, false, true);
    private static final DdlLimits REBUILDS = new DdlLimits(false, false, false, false, false, false, true, false);
    private static final Column ID = Column.of("id", "bigint").nullable(false);

    @Test
    void createsTableAfterReferencedTables() {
        Schema desired = schema(table("line", List.of(ID), key("line_fk", "account")), table("account", List.of(ID)));

        assertThat(draft(Schema.EMPTY, desired, PLAIN))
                .extracting(OperationPlannerTests::what)
                .containsExactly("CreateTable account", "CreateTable line");
    }

    @Test
    void addsCircularForeignKeysAfterAllTables() {
        Schema desired = schema(
                table("employee", List.of(ID), key("works_in", "department")),
                table("department", List.of(ID), key("led_by", "employee")));

        List<Operation> operations = draft(Schema.EMPTY, desired, PLAIN);

        assertThat(operations)
                .extracting(OperationPlannerTests::what)
                .containsExactly("CreateTable employee", "CreateTable department", "AddConstraint works_in");
        assertThat(OperationPlanner.inverse(operations))
                .extracting(OperationPlannerTests::what)
                .containsExactly("DropConstraint works_in", "DropTable department", "DropTable employee");
    }

    @Test
    void dropsTablesInTheOppositeOrder() {
        Schema current = schema(table("account", List.of(ID)), table("line", List.of(ID), key("line_fk", "account")));

        assertThat(draft(current, Schema.EMPTY, PLAIN))
                .extracting(OperationPlannerTests::what)
                .containsExactly("DropTable line", "DropTable account");
    }

    @Test
    void addsNotNullColumnInTwoSteps() {
        Schema current = schema(table("account", List.of(ID)));
        Schema desired =
                schema(table("account", List.of(ID, Column.of("name", "text").nullable(false))));

        List<Operation> operations = draft(current, desired, PLAIN);

        assertThat(operations).hasExactlyElementsOfTypes(AddColumn.class, AlterColumn.class);
        assertThat(OperationPlanner.inverse(operations)).hasExactlyElementsOfTypes(DropColumn.class);
    }

    @Test
    void recreatesViewAroundColumnChange() {
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

        assertThat(draft(current, desired, BLOCKED))
                .hasExactlyElementsOfTypes(
                        DropObject.class, DropObject.class, AlterColumn.class, CreateObject.class, CreateObject.class)
                .startsWith(new DropObject(viewOfView))
                .endsWith(new CreateObject(viewOfView));
        assertThat(draft(current, desired, PLAIN)).hasExactlyElementsOfTypes(AlterColumn.class);
    }

    @Test
    void recreatesForeignKeyAroundTypeChange() {
        Table line = table("line", List.of(ID), key("line_fk", "account"));
        Schema current = schema(table("account", List.of(ID)), line);
        Schema desired =
                schema(table("account", List.of(Column.of("id", "integer").nullable(false))), line);

        assertThat(draft(current, desired, BLOCKED))
                .hasExactlyElementsOfTypes(DropConstraint.class, AlterColumn.class, AddConstraint.class);
    }

    @Test
    void generatesNamesForUnnamedObjects() {
        Constraint unique =
                new Constraint(Constraint.Kind.UNIQUE, "UK1a2b", true, List.of("name", "town"), "UNIQUE (..)", null);
        Index index = new Index("IDX77", true, false, List.of("town"), "(town)");
        Table table = new Table(QualifiedName.of("account"), List.of(ID), List.of(unique), List.of(index), "", null);

        Operation created = draft(Schema.EMPTY, schema(table), PLAIN).get(0);

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
    void recreatesTableThatTheProductCannotAlter() {
        Schema current = schema(table("account", List.of(ID, Column.of("name", "text"))));
        Schema desired = schema(table("account", List.of(ID, Column.of("name", "integer"))));

        assertThat(draft(current, desired, REBUILDS))
                .singleElement()
                .satisfies((operation) -> assertThat(((RebuildTable) operation).copied())
                        .containsOnly(Map.entry("id", "id"), Map.entry("name", "name")));
    }

    @Test
    void addsIndexInPlaceOnEveryProduct() {
        Table bare = table("account", List.of(ID));
        Table indexed = bare.withIndexes(List.of(new Index("ix", false, false, List.of("id"), "(id)")));

        assertThat(draft(schema(bare), schema(indexed), REBUILDS)).hasExactlyElementsOfTypes(CreateIndex.class);
    }

    private static List<Operation> draft(Schema current, Schema desired, DdlLimits ddlLimits) {
        return OperationPlanner.plan(
                current,
                desired,
                SchemaComparison.between(current, desired, ComparisonRules.STRICT),
                ddlLimits,
                Map.of());
    }

    private static String what(Operation operation) {
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

    private static Constraint key(String name, String target) {
        return new Constraint(
                Constraint.Kind.FOREIGN_KEY,
                name,
                false,
                List.of("id"),
                "FOREIGN KEY (id) REFERENCES %s (id)".formatted(target),
                QualifiedName.of(target));
    }

    private static Table table(String name, List<Column> columns, Constraint... constraints) {
        return new Table(QualifiedName.of(name), columns, List.of(constraints), List.of(), "", null);
    }

    private static Schema schema(Table... tables) {
        return Schema.EMPTY.withTables(List.of(tables));
    }

    @Test
    void keepsSequenceOptionsThatDoNotDiffer() {
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
