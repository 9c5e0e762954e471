package dev.migrate.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.diff.ComparisonRules;
import dev.migrate.diff.SchemaComparison;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SqlObject;
import dev.migrate.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
