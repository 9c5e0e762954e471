package dev.migrate.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.diff.ComparisonRules;
import dev.migrate.diff.SchemaComparison;
import dev.migrate.diff.SchemaDifference;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.Index;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SqlObject;
import dev.migrate.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class AffectedTablesTests {

    private static final Column ID = Column.of("id", "bigint").nullable(false);

    @Test
    void containsAllTablesOfASmallSchema() {
        Schema schema = schema(10);

        assertThat(part(schema, with(schema, "t3", "integer")).of(schema)).isEqualTo(schema);
    }

    @Test
    void containsChangedAndRelatedTablesOfALargeSchema() {
        Schema schema = schema(400);

        Schema part = part(schema, with(schema, "t3", "integer")).of(schema);

        assertThat(part.tables())
                .as("the table, one that points to it, those below a view on it, and what these point to")
                .extracting(Table::label)
                .containsExactlyInAnyOrder("t2", "t3", "t4", "t98", "t99");
        assertThat(part.definitions()).extracting(SqlObject::label).containsExactly("seen");
        assertThat(part.table(QualifiedName.of("t98")).orElseThrow().constraints())
                .as("a key that leads out of the part")
                .isEmpty();
    }

    @Test
    void containsATableWithAnIndexWhoseNameAnotherTableIsToUse() {
        Index index = new Index("By_Id", false, false, List.of("id"), "(id)");
        Schema schema = indexed(schema(400), "t50", index);
        Schema desired = indexed(schema(400), "t3", index.named("by_id"));

        Schema part = part(schema, desired, (difference) -> difference.change() == SchemaDifference.Change.ADD)
                .of(schema);

        assertThat(part.tables()).extracting(Table::label).contains("t3", "t50");
    }

    @Test
    void containsTablesThatRoutinesName() {
        Schema schema = with(
                schema(400),
                new SqlObject(
                        SqlObject.Kind.FUNCTION,
                        QualifiedName.of("audit()"),
                        null,
                        List.of("CREATE FUNCTION audit() … BEGIN insert into T50 values (1); END"),
                        "DROP FUNCTION audit()",
                        Set.of()));

        assertThat(part(schema, with(schema, "t3", "integer")).of(schema).tables())
                .extracting(Table::label)
                .contains("t50");
    }

    @Test
    void containsTablesThatTheTriggersOfSelectedTablesName() {
        Schema schema = with(with(schema(400), trigger("t3", "t50")), trigger("t200", "t60"));

        assertThat(part(schema, with(schema, "t3", "integer")).of(schema).tables())
                .extracting(Table::label)
                .contains("t50")
                .doesNotContain("t60", "t200");
    }

    private static SqlObject trigger(String table, String named) {
        return new SqlObject(
                SqlObject.Kind.TRIGGER,
                QualifiedName.of("on_" + table),
                QualifiedName.of(table),
                List.of("CREATE TRIGGER on_%s … INSERT INTO %s VALUES (1)".formatted(table, named)),
                "DROP TRIGGER on_" + table,
                Set.of());
    }

    private static Schema with(Schema schema, SqlObject sqlObject) {
        return schema.with(null, sqlObject);
    }

    private static Schema indexed(Schema schema, String table, Index index) {
        return schema.withTables(schema.tables().stream()
                .map((one) -> one.label().equals(table)
                        ? new Table(one.name(), one.columns(), one.constraints(), List.of(index), "", null)
                        : one)
                .toList());
    }

    private static AffectedTables part(Schema current, Schema desired, Predicate<SchemaDifference> compared) {
        return AffectedTables.of(
                current,
                desired,
                SchemaComparison.between(current, desired, ComparisonRules.STRICT).stream()
                        .filter(compared)
                        .toList(),
                List.of());
    }

    private static AffectedTables part(Schema current, Schema desired) {
        return AffectedTables.of(
                current, desired, SchemaComparison.between(current, desired, ComparisonRules.STRICT), List.of());
    }

    private static Schema with(Schema schema, String table, String type) {
        return schema.withTables(schema.tables().stream()
                .map((one) -> one.label().equals(table)
                        ? one.withColumns(List.of(Column.of("id", type).nullable(false)))
                        : one)
                .toList());
    }

    /** Each table points to the one before it; a view shows two that are far from each other. */
    private static Schema schema(int size) {
        List<Table> tables = new ArrayList<>();
        for (int number = 0; number < size; number++) {
            List<Constraint> keys = number == 0 ? List.of() : List.of(key(number - 1));
            tables.add(new Table(QualifiedName.of("t" + number), List.of(ID), keys, List.of(), "", null));
        }
        SqlObject view = new SqlObject(
                SqlObject.Kind.VIEW,
                QualifiedName.of("seen"),
                null,
                List.of("CREATE VIEW seen AS SELECT a.id FROM t3 a, t99 b"),
                "DROP VIEW seen",
                Set.of(QualifiedName.of("t3"), QualifiedName.of("t99")));
        return new Schema(List.of(), List.of(), List.of(), tables, size > 99 ? List.of(view) : List.of());
    }

    private static Constraint key(int target) {
        return new Constraint(
                Constraint.Kind.FOREIGN_KEY,
                "fk",
                false,
                List.of("id"),
                "FOREIGN KEY (id) REFERENCES t%d (id)".formatted(target),
                QualifiedName.of("t" + target));
    }
}
