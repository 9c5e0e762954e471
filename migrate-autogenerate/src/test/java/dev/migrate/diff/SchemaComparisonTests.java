package dev.migrate.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SchemaComparisonTests {

    private static final Column ID = Column.of("id", "bigint").nullable(false);
    private static final Column NAME = Column.of("name", "varchar(100)");

    @Test
    void findsNothingBetweenEqualSchemas() {
        Schema schema =
                schema(table("account", List.of(ID, NAME), List.of(unique("account_name_key", true)), List.of()));

        assertThat(SchemaComparison.between(schema, schema, ComparisonRules.STRICT))
                .isEmpty();
    }

    @Test
    void describesColumnDifferences() {
        Schema current = schema(table("account", List.of(ID, NAME)));
        Schema desired = schema(
                table("account", List.of(ID, Column.of("name", "varchar(150)").nullable(false))));

        assertThat(SchemaComparison.between(current, desired, ComparisonRules.STRICT))
                .singleElement()
                .hasToString("ALTER column[type,notnull] account.name: varchar(100) -> varchar(150) not null");
    }

    @Test
    void ignoresTheOrderOfColumns() {
        assertThat(SchemaComparison.between(
                        schema(table("account", List.of(ID, NAME))),
                        schema(table("account", List.of(NAME, ID))),
                        ComparisonRules.STRICT))
                .isEmpty();
    }

    @Test
    void treatsSerialAsIdentityByDefault() {
        Column serial = numbered(Identity.Mode.SERIAL, "start 7");
        Column identity = numbered(Identity.Mode.BY_DEFAULT, "");

        assertThat(SchemaComparison.between(
                        schema(table("account", List.of(serial))),
                        schema(table("account", List.of(identity))),
                        ComparisonRules.STRICT))
                .isEmpty();
    }

    @Test
    void ignoresGeneratedNames() {
        assertThat(SchemaComparison.between(
                        with(unique("uq_by_hand", false)), with(unique("UK1a2b3c", true)), ComparisonRules.STRICT))
                .isEmpty();
    }

    @Test
    void renamesEquivalentConstraintWithExplicitName() {
        List<SchemaDifference> differences = SchemaComparison.between(
                with(unique("UK1a2b3c", true)), with(unique("uq_name", false)), ComparisonRules.STRICT);

        assertThat(differences).extracting(SchemaDifference::summary).containsExactly("RENAME unique");
        assertThat(SchemaComparison.between(
                        with(unique("UK1a2b3c", true)),
                        with(unique("uq_name", false)),
                        new ComparisonRules(false, true, Set.of())))
                .isEmpty();
    }

    @Test
    void altersConstraintOfTheSameName() {
        Constraint before = check("ck_name", "CHECK (length(name) > 1)");
        Constraint after = check("ck_name", "CHECK (length(name) > 2)");

        assertThat(SchemaComparison.between(with(before), with(after), ComparisonRules.STRICT))
                .extracting(SchemaDifference::toString)
                .containsExactly(
                        "ALTER check[def] account.ck_name: CHECK (length(name) > 1) -> CHECK (length(name) > 2)");
    }

    @Test
    void comparesKeysAsSetsIfOrderIsArbitrary() {
        Constraint before = key(List.of("club", "customer"));
        Constraint after = key(List.of("customer", "club"));

        assertThat(SchemaComparison.between(with(before), with(after), new ComparisonRules(true, false, Set.of())))
                .isEmpty();
        assertThat(SchemaComparison.between(with(before), with(after), ComparisonRules.STRICT))
                .extracting(SchemaDifference::summary)
                .containsExactly("ALTER pk[def]");
    }

    @Test
    void identifiesIndexByItsPurpose() {
        Index before = new Index("ix_a", false, false, List.of("name"), "(name DESC)");
        Index after = new Index("ix_a", false, false, List.of("name"), "(name)");

        assertThat(SchemaComparison.between(indexed(before), indexed(after), ComparisonRules.STRICT))
                .extracting(SchemaDifference::summary)
                .containsExactly("ALTER index[def]");
    }

    private static Column numbered(Identity.Mode mode, String options) {
        return new Column("id", "bigint", false, null, new Identity(mode, options), null, null, null, null);
    }

    private static Schema with(Constraint constraint) {
        return schema(table("account", List.of(ID, NAME), List.of(constraint), List.of()));
    }

    private static Schema indexed(Index index) {
        return schema(table("account", List.of(ID, NAME), List.of(), List.of(index)));
    }

    private static Constraint unique(String name, boolean automatic) {
        return new Constraint(Constraint.Kind.UNIQUE, name, automatic, List.of("name"), "UNIQUE (name)", null);
    }

    private static Constraint check(String name, String definition) {
        return new Constraint(Constraint.Kind.CHECK, name, false, List.of("name"), definition, null);
    }

    private static Constraint key(List<String> columns) {
        return new Constraint(
                Constraint.Kind.PRIMARY_KEY,
                "pk",
                false,
                columns,
                "PRIMARY KEY (%s)".formatted(String.join(", ", columns)),
                null);
    }

    private static Table table(String name, List<Column> columns) {
        return table(name, columns, List.of(), List.of());
    }

    private static Table table(String name, List<Column> columns, List<Constraint> constraints, List<Index> indexes) {
        return new Table(QualifiedName.of(name), columns, constraints, indexes, "", null);
    }

    private static Schema schema(Table... tables) {
        return Schema.EMPTY.withTables(List.of(tables));
    }
}
