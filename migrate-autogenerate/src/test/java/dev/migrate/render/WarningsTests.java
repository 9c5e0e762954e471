package dev.migrate.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.ddl.Ddl;
import dev.migrate.ddl.MySqlDdl;
import dev.migrate.ddl.PostgresDdl;
import dev.migrate.operation.AddColumn;
import dev.migrate.operation.AddConstraint;
import dev.migrate.operation.AlterColumn;
import dev.migrate.operation.AlterEnum;
import dev.migrate.operation.AlterOptions;
import dev.migrate.operation.AlterSequence;
import dev.migrate.operation.CreateIndex;
import dev.migrate.operation.CreateSequence;
import dev.migrate.operation.CreateTable;
import dev.migrate.operation.DropColumn;
import dev.migrate.operation.DropIndex;
import dev.migrate.operation.DropObject;
import dev.migrate.operation.DropSequence;
import dev.migrate.operation.DropTable;
import dev.migrate.operation.Operation;
import dev.migrate.operation.RebuildTable;
import dev.migrate.operation.RenameColumn;
import dev.migrate.operation.RenameTable;
import dev.migrate.operation.ReplaceObject;
import dev.migrate.operation.ReplacePrimaryKey;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.Generated;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.SqlObject;
import dev.migrate.schema.SqlObject.Part;
import dev.migrate.schema.SqlObject.Part.PartKind;
import dev.migrate.schema.Table;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WarningsTests {

    private static final QualifiedName ITEM = QualifiedName.of("item");
    private static final Column ID = Column.of("id", "bigint").nullable(false);
    private static final Column NAME = Column.of("name", "text");
    private static final Table TABLE = table(ID, NAME);

    @Test
    void warnsThatATableLosesItsRows() {
        assertThat(warnings(new DropTable(TABLE)))
                .containsExactly("LOSES_DATA item is dropped with its rows; copy the rows that are still needed first");
    }

    @Test
    void warnsThatAColumnLosesItsData() {
        Column generated = new Column("n", "text", true, null, null, new Generated("name", true), null, null, null);

        assertThat(warnings(new DropColumn(ITEM, NAME)))
                .containsExactly(
                        "LOSES_DATA item.name is dropped with its data; the downgrade restores only the column");
        assertThat(warnings(new DropColumn(ITEM, generated))).isEmpty();
    }

    @Test
    void countsTheNullsOfAColumnThatBecomesNotNull() {
        assertThat(warnings(new AlterColumn(ITEM, NAME, NAME.nullable(false))))
                .containsExactly(
                        "FAILS_ON_ROWS item.name becomes NOT NULL; set a value for rows without one before this"
                                + " statement; SELECT count(*) FROM item WHERE name IS NULL");
    }

    @Test
    void warnsThatAnIdentityEnds() {
        Column numbered =
                new Column("id", "bigint", false, null, new Identity(Identity.Mode.ALWAYS, ""), null, null, null, null);

        assertThat(warnings(new AlterColumn(ITEM, numbered, ID)))
                .containsExactly("FAILS_ON_ROWS item.id is no longer numbered by the database;"
                        + " the new numbering must start above SELECT max(id) FROM item");
    }

    @Test
    void findsTheTextsThatAnotherCharacterSetCannotStoreOrMakesEqual() {
        Ddl ddl = new MySqlDdl(null, "InnoDB", Map.of(), Set.of());
        Column before = NAME.collation("utf8mb4_bin");
        Column after = NAME.collation("latin1_general_ci");
        Schema schema = Schema.EMPTY.withTables(List.of(
                table(before).withConstraints(List.of(constraint(Constraint.Kind.UNIQUE, "UNIQUE (`name`)", "name")))));

        assertThat(new AlterColumn(ITEM, before, after).accept(new Warnings(ddl, SectionContext.of(schema, List.of()))))
                .extracting(Warning::text)
                .containsExactly(
                        "changes its character set; a character that it cannot store makes this fail, or becomes '?'"
                                + " where the SQL mode is not strict; SELECT count(*) FROM item"
                                + " WHERE name <> CONVERT(CONVERT(name USING latin1) USING utf8mb4)",
                        "changes its collation; the unique key rule fails if texts become equal, by case, accents, or"
                                + " trailing blanks; SELECT CONVERT(name USING latin1) COLLATE latin1_general_ci FROM item"
                                + " WHERE CONVERT(name USING latin1) COLLATE latin1_general_ci IS NOT NULL"
                                + " GROUP BY CONVERT(name USING latin1) COLLATE latin1_general_ci HAVING count(*) > 1");
    }

    @Test
    void onlyAsksToReviewACollationThatStoresEveryCharacter() {
        Ddl ddl = new MySqlDdl(null, "InnoDB", Map.of(), Set.of());

        assertThat(warnings(new AlterColumn(ITEM, NAME.collation("latin1_bin"), NAME.collation("utf8mb4_bin")), ddl))
                .containsExactly("TO_REVIEW item.name changes its collation; texts compare and sort differently");
    }

    @Test
    void warnsThatOtherOptionsRewriteTheTable() {
        AlterOptions alter = new AlterOptions(ITEM, "ENGINE = InnoDB", "ENGINE = Aria", List.of(), List.of());

        assertThat(warnings(alter, new MySqlDdl(null, "InnoDB", Map.of(), Set.of())))
                .containsExactly(
                        "REWRITES_ROWS item changes its storage; every row is rewritten while the table is locked");
        assertThat(warnings(alter)).isEmpty();
    }

    @Test
    void findsTheEqualValuesOfAUniqueKey() {
        Constraint unique = constraint(Constraint.Kind.UNIQUE, "UNIQUE (name, state)", "name", "state");

        assertThat(warnings(new AddConstraint(ITEM, unique)))
                .containsExactly("FAILS_ON_ROWS item.rule fails if rows have equal values;"
                        + " SELECT name, state FROM item WHERE name IS NOT NULL AND state IS NOT NULL"
                        + " GROUP BY name, state HAVING count(*) > 1");
    }

    @Test
    void findsTheEqualValuesOfAnotherPrimaryKey() {
        Constraint before = constraint(Constraint.Kind.PRIMARY_KEY, "PRIMARY KEY (id)", "id");
        Constraint after = constraint(Constraint.Kind.PRIMARY_KEY, "PRIMARY KEY (name)", "name");

        assertThat(warnings(new ReplacePrimaryKey(ITEM, before, after)))
                .containsExactly("FAILS_ON_ROWS item.rule fails if rows have equal values;"
                        + " SELECT name FROM item GROUP BY name HAVING count(*) > 1");
    }

    @Test
    void countsTheRowsThatViolateACheck() {
        Constraint check = constraint(Constraint.Kind.CHECK, "CHECK (id > 0)");

        assertThat(warnings(new AddConstraint(ITEM, check)))
                .containsExactly(
                        "FAILS_ON_ROWS item.rule fails if rows violate it; SELECT count(*) FROM item WHERE NOT (id > 0)");
    }

    @Test
    void doesNotWarnOfAnUncheckedConstraint() {
        assertThat(warnings(new AddConstraint(ITEM, constraint(Constraint.Kind.CHECK, "CHECK (id > 0) NOT VALID"))))
                .isEmpty();
    }

    @Test
    void doesNotWarnOfAConstraintOnEmptyColumns() {
        Constraint unique = constraint(Constraint.Kind.UNIQUE, "UNIQUE (name)", "name");

        assertThat(new AddConstraint(ITEM, unique)
                        .accept(new Warnings(
                                new PostgresDdl(),
                                SectionContext.of(Schema.EMPTY, List.of(new AddColumn(ITEM, NAME))))))
                .isEmpty();
    }

    @Test
    void warnsOfAUniqueIndexOnly() {
        assertThat(warnings(new CreateIndex(ITEM, new Index("ix", false, true, List.of("name"), "(name)"))))
                .containsExactly("FAILS_ON_ROWS item.ix fails if rows have equal values;"
                        + " SELECT name FROM item WHERE name IS NOT NULL GROUP BY name HAVING count(*) > 1");
        assertThat(warnings(new CreateIndex(ITEM, new Index("ix", false, false, List.of("name"), "(name)"))))
                .isEmpty();
    }

    @Test
    void warnsOfRemovedLabelsThatColumnsMightHave() {
        EnumType before = new EnumType(QualifiedName.of("state"), List.of("NEW", "OLD", "DONE"));
        EnumType after = new EnumType(QualifiedName.of("state"), List.of("NEW"));
        AlterEnum.Use use = new AlterEnum.Use(ITEM, Column.of("state", "state"));

        assertThat(warnings(new AlterEnum(before, after, List.of(use))))
                .containsExactly(
                        "FAILS_ON_ROWS item.state no longer has 'OLD', 'DONE': set another value for rows that have it first;"
                                + " SELECT count(*) FROM item WHERE state IN ('OLD', 'DONE')");
        assertThat(warnings(new AlterEnum(before, after, List.of()))).isEmpty();
        assertThat(warnings(new AlterEnum(after, before, List.of(use)))).isEmpty();
    }

    @Test
    void warnsOfSequences() {
        Sequence sequence = new Sequence(QualifiedName.of("counter"), "bigint", 1, 1, 1, 99, 1, false);
        Sequence faster = new Sequence(QualifiedName.of("counter"), "bigint", 1, 50, 1, 99, 1, false);

        assertThat(warnings(new CreateSequence(sequence)))
                .containsExactly("FAILS_ON_ROWS counter starts at 1;"
                        + " if it numbers rows of an existing table, start it above their values");
        assertThat(warnings(new AlterSequence(sequence, faster)))
                .containsExactly("NOT_ROLLING counter increments by 50 instead of 1;"
                        + " instances that use the old increment must not run at the same time");
        assertThat(warnings(new DropSequence(sequence)))
                .containsExactly("LOSES_DATA counter is dropped with its current value");
    }

    @Test
    void warnsThatASequenceMightBeOutsideItsRange() {
        Sequence sequence = new Sequence(QualifiedName.of("counter"), "bigint", 1, 1, 1, 1000, 1, false);
        Sequence smaller = new Sequence(QualifiedName.of("counter"), "bigint", 1, 1, 1, 100, 1, false);

        assertThat(warnings(new AlterSequence(sequence, smaller)))
                .containsExactly("FAILS_ON_ROWS counter allows only numbers from 1 to 100;"
                        + " fails if its last number is another one;"
                        + " SELECT count(*) FROM counter WHERE last_value NOT BETWEEN 1 AND 100");
        assertThat(warnings(new AlterSequence(smaller, sequence))).isEmpty();
    }

    @Test
    void warnsThatAnUnloggedTableIsLostInACrash() {
        AlterOptions alter = new AlterOptions(ITEM, "", "UNLOGGED", List.of(), List.of());

        assertThat(warnings(alter))
                .containsExactly(
                        "REWRITES_ROWS item changes its storage; every row is rewritten while the table is locked",
                        "LOSES_DATA item becomes unlogged:"
                                + " a crash of the server empties it, and replicas do not have its rows");
        assertThat(warnings(new AlterOptions(ITEM, "UNLOGGED", "", List.of(), List.of())))
                .hasSize(1);
    }

    @Test
    void warnsOfWhatAFormerFunctionHasComputed() {
        Column total =
                new Column("total", "integer", true, null, null, new Generated("calc(id)", true), null, null, null);
        Table table = new Table(
                ITEM,
                List.of(ID, total),
                List.of(),
                List.of(
                        new Index("ix_calc", false, false, List.of(), "(calc(id))"),
                        new Index("ix_id", false, false, List.of("id"), "(id)")),
                "",
                null);
        Schema before = new Schema(List.of(), List.of(), List.of(), List.of(table), List.of());
        SqlObject function = new SqlObject(
                SqlObject.Kind.FUNCTION, QualifiedName.of("calc(a)"), null, List.of("CREATE"), "DROP", Set.of());
        Operation replaced = new ReplaceObject(function, function);

        assertThat(replaced.accept(new Warnings(new PostgresDdl(), SectionContext.of(before, List.of(replaced)))))
                .extracting(Warning::toString)
                .satisfiesExactly(
                        (text) ->
                                assertThat(text).startsWith("item.total ").endsWith("UPDATE item SET total = DEFAULT"),
                        (text) -> assertThat(text).startsWith("item.ix_calc ").endsWith("REINDEX INDEX ix_calc"));
    }

    @Test
    void warnsThatARenameBreaksOldInstances() {
        assertThat(warnings(new RenameTable(ITEM, QualifiedName.of("article"))))
                .containsExactly(
                        "NOT_ROLLING article is renamed from item; instances not yet replaced still use the old name");
        assertThat(warnings(new RenameColumn(ITEM, NAME, "title")))
                .containsExactly("NOT_ROLLING item.title is renamed from name;"
                        + " instances not yet replaced still use the old name");
    }

    @Test
    void warnsOfEachColumnOfARebuiltTable() {
        Column state = Column.of("state", "text").nullable(false);
        Column title = Column.of("title", "text").nullable(false);

        assertThat(warnings(new RebuildTable(
                        table(ID, NAME, Column.of("note", "text")),
                        table(ID, title, state),
                        Map.of("id", "id", "name", "title"))))
                .containsExactly(
                        "NOT_ROLLING item.title is renamed from name; instances not yet replaced still use the old name",
                        "FAILS_ON_ROWS item.title becomes NOT NULL; set a value for rows without one before this"
                                + " statement; SELECT count(*) FROM item WHERE title IS NULL",
                        "LOSES_DATA item.note is dropped with its data; the downgrade restores only the column",
                        "FAILS_ON_ROWS item.state is a new NOT NULL column;"
                                + " set a value for existing rows in the INSERT below");
    }

    @Test
    void warnsOfTheStricterConstraintsOfARebuiltTable() {
        Table before = TABLE.withConstraints(List.of(constraint(Constraint.Kind.CHECK, "CHECK (id <= 9)")));
        Table relaxed = TABLE.withConstraints(List.of(constraint(Constraint.Kind.CHECK, "CHECK (id <= 10)")));
        Map<String, String> copied = Map.of("id", "id", "name", "name");

        assertThat(warnings(new RebuildTable(before, relaxed, copied))).isEmpty();
        assertThat(warnings(new RebuildTable(relaxed, before, copied)))
                .containsExactly("FAILS_ON_ROWS item.rule fails if rows violate it;"
                        + " SELECT count(*) FROM item WHERE NOT (id <= 9)");
    }

    @Test
    void warnsOfTheDroppedAttributesAndNewRulesOfAType() {
        Part base = new Part(PartKind.BASE, "", "integer", "", "", "");
        Part attribute = new Part(PartKind.ATTRIBUTE, "zip", "text", "", "", "");
        Part rule = new Part(PartKind.RULE, "positive", "CHECK (VALUE > 0)", "", "", "");

        assertThat(warnings(new ReplaceObject(type(base, attribute), type(base, rule))))
                .containsExactly(
                        "LOSES_DATA address.zip is dropped with its data in every column of the type;"
                                + " the downgrade restores only the attribute",
                        "FAILS_ON_ROWS address fails if a column of the domain has values that violate CHECK (VALUE > 0)");
    }

    @Test
    void warnsThatAPartitionLosesItsRows() {
        assertThat(warnings(new DropObject(object(SqlObject.Kind.PARTITION))))
                .containsExactly("LOSES_DATA address is dropped with its rows, even if it is recreated;"
                        + " detach it or copy the rows first");
        assertThat(warnings(new DropObject(object(SqlObject.Kind.VIEW)))).isEmpty();
    }

    @Test
    void doesNotWarnOfNewObjects() {
        assertThat(warnings(new CreateTable(TABLE, List.of()))).isEmpty();
        assertThat(warnings(new AddColumn(ITEM, NAME))).isEmpty();
        assertThat(warnings(new DropIndex(ITEM, new Index("ix", false, true, List.of("name"), "(name)"))))
                .isEmpty();
    }

    private static List<String> warnings(Operation operation) {
        return warnings(operation, new PostgresDdl());
    }

    private static List<String> warnings(Operation operation, Ddl ddl) {
        return operation.accept(new Warnings(ddl, SectionContext.of(Schema.EMPTY, List.of()))).stream()
                .map((warning) -> warning.kind() + " " + warning)
                .toList();
    }

    private static Table table(Column... columns) {
        return new Table(ITEM, List.of(columns), List.of(), List.of(), "", null);
    }

    private static Constraint constraint(Constraint.Kind kind, String definition, String... columns) {
        return new Constraint(kind, "rule", false, List.of(columns), definition, null);
    }

    private static SqlObject type(Part... parts) {
        return new SqlObject(
                SqlObject.Kind.DOMAIN,
                QualifiedName.of("address"),
                null,
                List.of(),
                "",
                Set.of(),
                true,
                List.of(parts));
    }

    private static SqlObject object(SqlObject.Kind kind) {
        return new SqlObject(kind, QualifiedName.of("address"), null, List.of("CREATE"), "DROP", Set.of());
    }
}
