package dev.migrate.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.ddl.Ddl;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.operation.AddColumn;
import dev.migrate.operation.AddConstraint;
import dev.migrate.operation.AlterColumn;
import dev.migrate.operation.CreateSequence;
import dev.migrate.operation.CreateTable;
import dev.migrate.operation.DropColumn;
import dev.migrate.operation.DropConstraint;
import dev.migrate.operation.DropTable;
import dev.migrate.operation.Operation;
import dev.migrate.render.Warning.Kind;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

class SectionTextTests {

    private static final QualifiedName ITEM = QualifiedName.of("item");
    private static final Column NAME = Column.of("name", "text");

    private final Dialect dialect = Dialects.named("postgresql");
    private final Ddl ddl = this.dialect.ddl();

    @Test
    void putsTheWarningsAboveTheirStatement() {
        SectionText section = upgrade(new AddColumn(ITEM, NAME), new DropColumn(ITEM, Column.of("note", "text")));

        assertThat(section.text()).isEqualTo("""
                -- migrate:warning item.note is dropped with its data; the downgrade restores only the column
                ALTER TABLE item
                    ADD COLUMN name TEXT,
                    DROP COLUMN note;
                """);
        assertThat(section.warnings()).extracting(Warning::kind).containsExactly(Kind.LOSES_DATA);
    }

    @Test
    void asksForTheValuesOfANewNotNullColumn() {
        assertThat(upgrade(new AddColumn(ITEM, NAME), new AlterColumn(ITEM, NAME, NAME.nullable(false)))
                        .text())
                .isEqualTo("""
                ALTER TABLE item ADD COLUMN name TEXT;

                -- migrate:warning item.name is a new NOT NULL column; set a value for existing rows here
                -- UPDATE item SET name = ...;
                ALTER TABLE item ALTER COLUMN name SET NOT NULL;
                """);
    }

    @Test
    void omitsWarningsAboutConstraintsAndSequencesOfANewTable() {
        Sequence sequence = new Sequence(QualifiedName.of("item_seq"), "bigint", 1, 1, 1, 99, 1, false);

        assertThat(upgrade(
                                new CreateSequence(sequence),
                                new CreateTable(table(ITEM), List.of()),
                                new AddConstraint(ITEM, check("CHECK (id > 0)")))
                        .warnings())
                .isEmpty();
    }

    @Test
    void omitsTheWarningAboutAConstraintThatIsNotStricter() {
        DropConstraint drop = new DropConstraint(ITEM, check("CHECK (id <= 9)"));

        assertThat(upgrade(drop, new AddConstraint(ITEM, check("CHECK (id <= 9)")))
                        .warnings())
                .isEmpty();
        assertThat(upgrade(drop, new AddConstraint(ITEM, check("CHECK (id <= 10)")))
                        .warnings())
                .isEmpty();
        assertThat(upgrade(drop, new AddConstraint(ITEM, check("CHECK (id <= 8)")))
                        .warnings())
                .hasSize(1);
    }

    @Test
    void putsARemarkAboveTheFirstOperationOnItsSubject() {
        Warning remark = new Warning(Kind.TO_REVIEW, "item", "has types to review");

        SectionText section = SectionText.ofUpgrade(
                List.of(new CreateTable(table(QualifiedName.of("other")), List.of()), new AddColumn(ITEM, NAME)),
                this.dialect,
                this.ddl,
                List.of(remark),
                Schema.EMPTY);

        assertThat(section.text())
                .endsWith("\n\n-- migrate:warning item has types to review\nALTER TABLE item ADD COLUMN name TEXT;\n");
        assertThat(section.warnings()).containsExactly(remark);
    }

    @Test
    void warnsOnceAboutAllThatTheUpgradeCreated() {
        List<Operation> upgrade = List.of("a", "b", "c", "d").stream()
                .<Operation>map((name) -> new CreateTable(table(QualifiedName.of(name)), List.of()))
                .toList();
        List<Operation> downgrade = upgrade.stream().map(Operation::inverse).toList();

        SectionText section =
                SectionText.ofDowngrade(downgrade, this.dialect, this.ddl, upgrade, List.of(), Schema.EMPTY);

        assertThat(section.text())
                .startsWith("-- migrate:warning a, b, c and 1 more are dropped with their contents;"
                        + " the upgrade created them\n\nDROP TABLE a;\n")
                .containsOnlyOnce("migrate:warning");
        assertThat(section.warnings()).hasSize(1);
    }

    @Test
    void warnsOfTheLossOfOtherObjectsInADowngrade() {
        assertThat(SectionText.ofDowngrade(
                                List.of(new DropTable(table(ITEM))),
                                this.dialect,
                                this.ddl,
                                List.of(),
                                List.of(),
                                Schema.EMPTY)
                        .text())
                .startsWith("-- migrate:warning item is dropped with its rows");
    }

    private SectionText upgrade(Operation... operations) {
        return SectionText.ofUpgrade(List.of(operations), this.dialect, this.ddl, List.of(), Schema.EMPTY);
    }

    private static Table table(QualifiedName name) {
        return new Table(name, List.of(Column.of("id", "bigint")), List.of(), List.of(), "", null);
    }

    private static Constraint check(String definition) {
        return new Constraint(Constraint.Kind.CHECK, "item_check", false, List.of(), definition, null);
    }
}
