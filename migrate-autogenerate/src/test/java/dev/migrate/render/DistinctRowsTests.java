package dev.migrate.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.ddl.PostgresDdl;
import dev.migrate.operation.AddColumn;
import dev.migrate.operation.AddConstraint;
import dev.migrate.operation.AlterColumn;
import dev.migrate.operation.CreateIndex;
import dev.migrate.operation.Operation;
import dev.migrate.operation.ReplacePrimaryKey;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.Constraint.Kind;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keys that no existing rows can violate, on a table with the primary key {@code (source, target)}. */
class DistinctRowsTests {

    private static final QualifiedName LINK = QualifiedName.of("link");
    private static final Column SOURCE = Column.of("source", "bigint").nullable(false);
    private static final Column TARGET = Column.of("target", "bigint").nullable(false);
    private static final Column PURPOSE = Column.of("purpose", "text").nullable(false);
    private static final Constraint KEY = key(Kind.PRIMARY_KEY, "source", "target");
    private static final Schema SCHEMA = new Schema(
            List.of(),
            List.of(),
            List.of(),
            List.of(new Table(LINK, List.of(SOURCE, TARGET), List.of(KEY), List.of(), "", null)),
            List.of());

    @Test
    void doesNotWarnOfKeyThatContainsExistingOne() {
        ReplacePrimaryKey wider =
                new ReplacePrimaryKey(LINK, KEY, key(Kind.PRIMARY_KEY, "source", "target", "purpose"));

        assertThat(warnings(wider, new AddColumn(LINK, PURPOSE), wider)).isEmpty();
        assertThat(warnings(new AddConstraint(LINK, key(Kind.UNIQUE, "target", "source"))))
                .isEmpty();
        assertThat(warnings(new CreateIndex(LINK, index("(target, source)", "target", "source"))))
                .isEmpty();
    }

    @Test
    void warnsOfKeyThatContainsOnlyPartOfExistingOne() {
        assertThat(warnings(new AddConstraint(LINK, key(Kind.UNIQUE, "source"))))
                .hasSize(1);
        assertThat(warnings(new ReplacePrimaryKey(LINK, KEY, key(Kind.PRIMARY_KEY, "source"))))
                .hasSize(1);
    }

    @Test
    void warnsOfKeyWhoseColumnsChange() {
        AddConstraint add = new AddConstraint(LINK, key(Kind.UNIQUE, "source", "target"));

        assertThat(warnings(add, new AlterColumn(LINK, TARGET, Column.of("target", "smallint")), add))
                .hasSize(1);
    }

    @Test
    void warnsOfIndexOnPartOfValue() {
        assertThat(warnings(new CreateIndex(LINK, index("(lower(target), source)", "target", "source"))))
                .hasSize(1);
    }

    @Test
    void warnsOfIndexThatComparesWithAnotherCollation() {
        assertThat(warnings(new CreateIndex(LINK, index("(target COLLATE nocase, source)", "target", "source"))))
                .hasSize(1);
    }

    @Test
    void warnsOfConstraintOnPartOfValue() {
        Constraint prefix = new Constraint(
                Kind.UNIQUE, "rule", false, List.of("target", "source"), "UNIQUE (`target`(10), `source`)", null);

        assertThat(warnings(new AddConstraint(LINK, prefix))).hasSize(1);
    }

    @Test
    void warnsOfCheckOnColumnThatNumbersTheRows() {
        Column id = new Column(
                "id", "bigint", false, null, new Identity(Identity.Mode.BY_DEFAULT, ""), null, null, null, null);
        AddConstraint check = new AddConstraint(
                LINK, new Constraint(Kind.CHECK, "rule", false, List.of("id"), "CHECK ((id > 1000))", null));

        assertThat(warnings(check, new AddColumn(LINK, id), check)).hasSize(1);
    }

    @Test
    void omitsQueryOfNewColumnWhoseNameIsQuoted() {
        Column name = Column.of("Full Name", "text").defaultValue("'n/a'");
        AddConstraint unique = new AddConstraint(
                LINK, new Constraint(Kind.UNIQUE, "rule", false, List.of("Full Name"), "(\"Full Name\")", null));

        assertThat(warnings(unique, new AddColumn(LINK, name), unique))
                .singleElement()
                .extracting(Warning::text)
                .isEqualTo("fails if rows have equal values");
    }

    @Test
    void doesNotWarnOfKeyOnColumnThatNumbersTheRows() {
        Column id = new Column(
                "id", "bigint", false, null, new Identity(Identity.Mode.BY_DEFAULT, ""), null, null, null, null);
        ReplacePrimaryKey other = new ReplacePrimaryKey(LINK, KEY, key(Kind.PRIMARY_KEY, "id"));

        assertThat(warnings(other, new AddColumn(LINK, id), other)).isEmpty();
    }

    private static List<Warning> warnings(Operation operation, Operation... section) {
        return operation.accept(new Warnings(new PostgresDdl(), SectionContext.of(SCHEMA, List.of(section))));
    }

    private static Constraint key(Kind kind, String... columns) {
        return new Constraint(kind, "rule", false, List.of(columns), "(" + String.join(", ", columns) + ")", null);
    }

    private static Index index(String definition, String... columns) {
        return new Index("rule", false, true, List.of(columns), definition);
    }
}
