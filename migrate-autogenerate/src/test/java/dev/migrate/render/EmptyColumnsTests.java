package dev.migrate.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.ddl.PostgresDdl;
import dev.migrate.operation.AddColumn;
import dev.migrate.operation.AlterColumn;
import dev.migrate.operation.Operation;
import dev.migrate.operation.RebuildTable;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Table;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EmptyColumnsTests {

    private static final QualifiedName ITEM = QualifiedName.of("item");
    private static final Column NOTE = Column.of("note", "text");
    private static final Column STATE = Column.of("state", "text");

    @Test
    void findsAddedColumnsWithoutADefault() {
        assertThat(empty(new AddColumn(ITEM, NOTE), new AddColumn(ITEM, STATE.defaultValue("'NEW'")))
                        .subjects())
                .containsExactly("item.note");
    }

    @Test
    void findsColumnsThatARebuildDoesNotCopy() {
        Column id = Column.of("id", "bigint");
        Table before = new Table(ITEM, List.of(id), List.of(), List.of(), "", null);

        assertThat(empty(new RebuildTable(before, before.withColumns(List.of(id, NOTE)), Map.of("id", "id")))
                        .subjects())
                .containsExactly("item.note");
    }

    @Test
    void excludesAColumnThatTheScriptChangesAgain() {
        assertThat(empty(new AddColumn(ITEM, NOTE), new AlterColumn(ITEM, NOTE, NOTE.nullable(false)))
                        .subjects())
                .isEmpty();
    }

    @Test
    void satisfiesAUniqueKeyOfEmptyColumns() {
        EmptyColumns empty = empty(new AddColumn(ITEM, NOTE));

        assertThat(satisfies(empty, unique("UNIQUE (note)", "note"))).isTrue();
        assertThat(satisfies(empty, unique("UNIQUE (note, state)", "note", "state")))
                .isFalse();
        assertThat(satisfies(empty, unique("UNIQUE NULLS NOT DISTINCT (note)", "note")))
                .isFalse();
    }

    @Test
    void satisfiesACheckOfAnEmptyColumn() {
        EmptyColumns empty = empty(new AddColumn(ITEM, NOTE));

        assertThat(satisfies(empty, check("CHECK (note IN ('A', 'B'))"))).isTrue();
        assertThat(satisfies(empty, check("CHECK (state IN ('A', 'B'))"))).isFalse();
    }

    private static EmptyColumns empty(Operation... operations) {
        return EmptyColumns.of(List.of(operations));
    }

    private static boolean satisfies(EmptyColumns empty, Constraint constraint) {
        return empty.satisfy(ITEM, constraint, new PostgresDdl());
    }

    private static Constraint unique(String definition, String... columns) {
        return new Constraint(Constraint.Kind.UNIQUE, "item_key", false, List.of(columns), definition, null);
    }

    private static Constraint check(String definition) {
        return new Constraint(Constraint.Kind.CHECK, "item_check", false, List.of(), definition, null);
    }
}
