package dev.migrate.diff;

import dev.migrate.diff.SchemaDifference.Change;
import dev.migrate.operation.AddColumn;
import dev.migrate.operation.AddConstraint;
import dev.migrate.operation.AlterColumn;
import dev.migrate.operation.AlterEnum;
import dev.migrate.operation.AlterOptions;
import dev.migrate.operation.AlterSequence;
import dev.migrate.operation.CommentOnTable;
import dev.migrate.operation.CreateEnum;
import dev.migrate.operation.CreateIndex;
import dev.migrate.operation.CreateNamespace;
import dev.migrate.operation.CreateObject;
import dev.migrate.operation.CreateSequence;
import dev.migrate.operation.DdlLimits;
import dev.migrate.operation.DropColumn;
import dev.migrate.operation.DropConstraint;
import dev.migrate.operation.DropEnum;
import dev.migrate.operation.DropIndex;
import dev.migrate.operation.DropNamespace;
import dev.migrate.operation.DropObject;
import dev.migrate.operation.DropSequence;
import dev.migrate.operation.Operation;
import dev.migrate.operation.RebuildTable;
import dev.migrate.operation.RenameConstraint;
import dev.migrate.operation.RenameIndex;
import dev.migrate.operation.ReplacePrimaryKey;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.Index;
import dev.migrate.schema.Namespace;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaObject;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.SqlObject;
import dev.migrate.schema.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns differences into operations, in an order in which they can run. Blocking objects are dropped first and
 * recreated last: views, then foreign keys, then other constraints and indexes. Tables and columns are created, altered
 * and dropped in between. The inverse operations can run in the opposite order.
 */
public final class OperationPlanner {

    private static final Pattern LENGTH = Pattern.compile("\\([0-9, ]+\\)");

    private final Schema current;
    private final Schema desired;
    private final DdlLimits ddlLimits;
    private final ConstraintNaming constraintNaming;
    private final Map<QualifiedName, List<String>> rows;

    private final List<Operation> first = new ArrayList<>();
    private final List<Operation> keysGone = new ArrayList<>();
    private final List<Operation> drops = new ArrayList<>();
    private final List<Operation> types = new ArrayList<>();
    private final List<AlterOptions> options = new ArrayList<>();
    private final List<Operation> columns = new ArrayList<>();
    private final List<Operation> columnsGone = new ArrayList<>();
    private final List<Operation> rebuilt = new ArrayList<>();
    private final List<Operation> recreates = new ArrayList<>();
    private final List<Operation> keysBack = new ArrayList<>();
    private final List<Operation> last = new ArrayList<>();
    private final List<Table> tablesAdded = new ArrayList<>();
    private final List<Table> tablesDropped = new ArrayList<>();

    /** The tables that are dropped or in which anything but the comment of the table changes. */
    private final Set<QualifiedName> touched = new TreeSet<>();

    /**
     * The altered columns, by table, that need the objects which use them to be dropped: their type, collation or
     * expression changes.
     */
    private final Map<QualifiedName, Set<String>> moving = new LinkedHashMap<>();

    /** Those of the {@link #moving} columns that need foreign keys to be dropped. */
    private final Map<QualifiedName, Set<String>> blocking = new LinkedHashMap<>();

    private final Map<QualifiedName, Set<String>> going = new LinkedHashMap<>();

    /** The enumerated types that must be replaced by another type. */
    private final Set<QualifiedName> exchanged = new TreeSet<>();

    private OperationPlanner(
            Schema current,
            Schema desired,
            DdlLimits ddlLimits,
            ConstraintNaming constraintNaming,
            Map<QualifiedName, List<String>> rows) {
        this.current = current;
        this.desired = desired;
        this.ddlLimits = ddlLimits;
        this.constraintNaming = constraintNaming;
        this.rows = rows;
    }

    /**
     * Returns the operations from one schema to the other. Automatic names are replaced by conventional ones.
     *
     * @param rows statements that fill a new table
     */
    public static List<Operation> plan(
            Schema current,
            Schema desired,
            List<SchemaDifference> differences,
            DdlLimits ddlLimits,
            Map<QualifiedName, List<String>> rows) {
        ConstraintNaming constraintNaming = ConstraintNaming.convention(current.tables(), desired.tables());
        return new OperationPlanner(current, desired, ddlLimits, constraintNaming, rows).plan(differences);
    }

    /** Returns the operations that create a schema in an empty database, with every name unchanged. */
    public static List<Operation> copy(Schema schema, DdlLimits ddlLimits) {
        return new OperationPlanner(Schema.EMPTY, schema, ddlLimits, ConstraintNaming.kept(), Map.of())
                .plan(SchemaComparison.between(Schema.EMPTY, schema, ComparisonRules.STRICT));
    }

    /** Returns the operations that revert the given ones, without alterations of columns that they then drop. */
    public static List<Operation> inverse(List<Operation> operations) {
        List<Operation> back = new ArrayList<>();
        for (int at = operations.size() - 1; at >= 0; at--) {
            back.add(operations.get(at).inverse());
        }
        Set<List<Object>> dropped = back.stream()
                .filter(DropColumn.class::isInstance)
                .map(DropColumn.class::cast)
                .map((drop) -> List.<Object>of(drop.table(), drop.column().name()))
                .collect(Collectors.toSet());
        back.removeIf((operation) -> operation instanceof AlterColumn alter
                && dropped.contains(
                        List.<Object>of(alter.table(), alter.before().name())));
        return back.stream()
                .flatMap((operation) -> operation instanceof AddColumn add
                        ? additions(add.table(), add.column()).stream()
                        : Stream.of(operation))
                .toList();
    }

    private List<Operation> plan(List<SchemaDifference> differences) {
        List<SchemaDifference> left = new ArrayList<>(differences);
        if (this.ddlLimits.rebuildsTables()) {
            TableRebuilds tableRebuilds =
                    TableRebuilds.of(this.current, this.desired, this.constraintNaming, differences);
            this.rebuilt.addAll(tableRebuilds.operations());
            left.removeAll(tableRebuilds.met());
        }
        left.forEach(this::look);
        left.forEach((schemaDifference) -> place(schemaDifference, differences));
        this.columns.addAll(0, this.options);
        dropDependents(left);
        createDerivedLast(this.columns);
        dropDerivedFirst(this.drops);
        SqlObjectChanges definitions = redefinitions(differences);
        definitions.exchanged().forEach((sqlObject) -> this.first.add(new DropObject(sqlObject)));
        this.first.addAll(definitions.early());
        this.last.addAll(0, definitions.late().stream().map(DropObject::new).toList());
        TableOrder added = TableOrder.of(
                this.tablesAdded,
                (name) -> this.ddlLimits.rebuildsTables()
                        || (this.current.table(name).isPresent() && !this.touched.contains(name)),
                this.rows,
                this.constraintNaming);
        List<Operation> dropped = inverse(TableOrder.of(
                        this.tablesDropped,
                        (name) -> this.ddlLimits.rebuildsTables(),
                        Map.of(),
                        ConstraintNaming.kept())
                .operations());
        List<Operation> operations = new ArrayList<>();
        definitions.drops().forEach((sqlObject) -> operations.add(new DropObject(sqlObject)));
        operations.addAll(this.first);
        operations.addAll(this.keysGone);
        operations.addAll(this.drops);
        operations.addAll(this.types);
        operations.addAll(added.tables());
        operations.addAll(this.columns);
        operations.addAll(this.columnsGone);
        operations.addAll(this.rebuilt);
        operations.addAll(this.recreates);
        operations.addAll(added.keys());
        operations.addAll(this.keysBack);
        operations.addAll(dropped);
        operations.addAll(this.last);
        definitions.recreates().forEach((sqlObject) -> operations.add(new CreateObject(sqlObject)));
        return List.copyOf(operations);
    }

    /** Records the objects that a difference affects, before any operation is placed. */
    private void look(SchemaDifference schemaDifference) {
        if (schemaDifference.table() != null) {
            this.touched.add(schemaDifference.table());
        }
        if (schemaDifference.before() instanceof Table table && schemaDifference.change() == Change.DROP) {
            this.touched.add(table.name());
        }
        if (schemaDifference.before() instanceof Table before && schemaDifference.after() instanceof Table after) {
            for (String column : TableOptions.moving(before, after)) {
                note(this.moving, before.name(), column);
                note(this.blocking, before.name(), column);
            }
        }
        if (schemaDifference.before() instanceof Column column && schemaDifference.table() != null) {
            if (schemaDifference.change() == Change.DROP) {
                note(this.going, schemaDifference.table(), column.name());
            } else if (schemaDifference.attributes().contains("type")
                    || schemaDifference.attributes().contains("collation")
                    || schemaDifference.attributes().contains("generated")) {
                note(this.moving, schemaDifference.table(), column.name());
                if (this.ddlLimits.keysBlockLengths() || !isSameButLength(column, schemaDifference.after())) {
                    note(this.blocking, schemaDifference.table(), column.name());
                }
            }
        }
    }

    private static void note(Map<QualifiedName, Set<String>> columns, QualifiedName table, String column) {
        columns.computeIfAbsent(table, (name) -> new TreeSet<>()).add(column);
    }

    private void place(SchemaDifference schemaDifference, List<SchemaDifference> all) {
        QualifiedName table = schemaDifference.table();
        if (schemaDifference.element() instanceof Namespace namespace) {
            if (schemaDifference.change() == Change.ADD) {
                this.first.add(0, new CreateNamespace(namespace));
            } else {
                this.last.add(new DropNamespace(namespace));
            }
        } else if (schemaDifference.element() instanceof EnumType) {
            enums(schemaDifference, all);
        } else if (schemaDifference.element() instanceof Sequence) {
            sequences(schemaDifference);
        } else if (schemaDifference.element() instanceof Table) {
            tables(schemaDifference);
        } else if (table != null && schemaDifference.element() instanceof Column) {
            columns(table, schemaDifference);
        } else if (table != null && schemaDifference.element() instanceof Constraint) {
            constraints(
                    table,
                    (Constraint) schemaDifference.before(),
                    (Constraint) schemaDifference.after(),
                    schemaDifference.change());
        } else if (table != null && schemaDifference.element() instanceof Index) {
            indexes(
                    table,
                    (Index) schemaDifference.before(),
                    (Index) schemaDifference.after(),
                    schemaDifference.change());
        }
    }

    private void enums(SchemaDifference schemaDifference, List<SchemaDifference> all) {
        switch (schemaDifference.change()) {
            case ADD -> this.first.add(new CreateEnum((EnumType) schemaDifference.element()));
            case DROP -> this.last.add(0, new DropEnum((EnumType) schemaDifference.element()));
            default -> {
                EnumType before = (EnumType) Objects.requireNonNull(schemaDifference.before());
                alter(before, (EnumType) schemaDifference.element(), all);
            }
        }
    }

    private void alter(EnumType before, EnumType after, List<SchemaDifference> all) {
        AlterEnum alter = new AlterEnum(before, after, uses(before), isAwaited(before, after, all));
        if (!alter.exchanges()) {
            this.types.add(alter);
            return;
        }
        this.exchanged.add(before.name());
        List<SqlObject> casts = this.current.definitions().stream()
                .filter((sqlObject) -> sqlObject.kind() == SqlObject.Kind.CAST
                        && sqlObject.uses().contains(before.name()))
                .toList();
        casts.forEach((cast) -> this.types.add(new DropObject(cast)));
        this.types.add(alter);
        casts.forEach((cast) -> this.types.add(new CreateObject(cast)));
    }

    /** Whether another new or changed object uses one of the new labels. */
    private static boolean isAwaited(EnumType before, EnumType after, List<SchemaDifference> all) {
        return after.labels().stream()
                .filter((label) -> !before.labels().contains(label))
                .anyMatch((label) -> all.stream()
                        .map(SchemaDifference::after)
                        .filter((schemaObject) -> schemaObject != null && !(schemaObject instanceof EnumType))
                        .anyMatch((schemaObject) -> Objects.requireNonNull(schemaObject)
                                .describe()
                                .contains("'" + label.replace("'", "''") + "'")));
    }

    private List<AlterEnum.Use> uses(EnumType type) {
        List<AlterEnum.Use> uses = new ArrayList<>();
        for (Table table : this.current.tables()) {
            for (Column column : table.columns()) {
                if (column.type()
                        .replace("[]", "")
                        .replace("\"", "")
                        .equals(type.name().toString())) {
                    uses.add(new AlterEnum.Use(table.name(), column));
                }
            }
        }
        return uses;
    }

    private void sequences(SchemaDifference schemaDifference) {
        switch (schemaDifference.change()) {
            case ADD -> this.first.add(new CreateSequence((Sequence) schemaDifference.element()));
            case DROP -> this.last.add(0, new DropSequence((Sequence) schemaDifference.element()));
            default -> {
                Sequence before = (Sequence) Objects.requireNonNull(schemaDifference.before());
                this.first.add(new AlterSequence(before, onlyChanged(schemaDifference.attributes(), before, (Sequence)
                        schemaDifference.element())));
            }
        }
    }

    /** Returns the sequence with its current start and cache, unless they differ. */
    private static Sequence onlyChanged(List<String> attributes, Sequence before, Sequence after) {
        return new Sequence(
                after.name(),
                after.type(),
                attributes.contains("start") ? after.start() : before.start(),
                after.increment(),
                after.minimum(),
                after.maximum(),
                attributes.contains("cache") ? after.cache() : before.cache(),
                after.cycle());
    }

    private void tables(SchemaDifference schemaDifference) {
        switch (schemaDifference.change()) {
            case ADD -> this.tablesAdded.add((Table) schemaDifference.element());
            case DROP -> this.tablesDropped.add((Table) schemaDifference.element());
            default -> {
                Table before = (Table) Objects.requireNonNull(schemaDifference.before());
                Table after = (Table) schemaDifference.element();
                if (schemaDifference.attributes().contains("comment")) {
                    this.columns.add(new CommentOnTable(after.name(), before.comment(), after.comment()));
                }
                if (schemaDifference.attributes().contains("options")) {
                    this.options.add(TableOptions.change(before, after));
                }
            }
        }
    }

    private void columns(QualifiedName table, SchemaDifference schemaDifference) {
        Column before = (Column) schemaDifference.before();
        Column after = (Column) schemaDifference.after();
        if (before == null && after != null) {
            this.columns.addAll(additions(table, after));
        } else if (before != null && after == null) {
            if (before.generated() != null && this.ddlLimits.generatedBlocksInputs()) {
                this.drops.add(new DropColumn(table, before));
            } else {
                this.columnsGone.add(new DropColumn(table, before));
            }
        } else if (before != null && after != null) {
            if (this.ddlLimits.generatedBlocksInputs() && (before.generated() != null || after.generated() != null)) {
                this.drops.add(new DropColumn(table, before));
                this.columns.addAll(additions(table, after));
            } else {
                this.columns.add(0, new AlterColumn(table, before, after));
            }
        }
    }

    /** Adds a NOT NULL column without a default as a nullable one first, so that the script can fill it in between. */
    private static List<Operation> additions(QualifiedName table, Column column) {
        boolean fills = column.nullable()
                || column.defaultValue() != null
                || column.identity() != null
                || column.generated() != null;
        return fills
                ? List.of(new AddColumn(table, column))
                : List.of(
                        new AddColumn(table, column.nullable(true)),
                        new AlterColumn(table, column.nullable(true), column));
    }

    private void constraints(
            QualifiedName table, @Nullable Constraint before, @Nullable Constraint after, Change change) {
        if (change == Change.RENAME && before != null && after != null) {
            this.recreates.add(new RenameConstraint(table, before, after));
            return;
        }
        Constraint named = after == null
                ? null
                : after.automatic() && before != null && !before.name().isEmpty()
                        ? after.named(before.name())
                        : this.constraintNaming.named(table, after);
        if (before != null && named != null && named.kind() == Constraint.Kind.PRIMARY_KEY) {
            primaryKey(table, before, named);
            return;
        }
        boolean key = (before != null && before.kind() == Constraint.Kind.FOREIGN_KEY)
                || (named != null && named.kind() == Constraint.Kind.FOREIGN_KEY);
        if (before != null) {
            (key ? this.keysGone : this.drops).add(new DropConstraint(table, before));
        }
        if (named != null) {
            if (named.kind() == Constraint.Kind.PRIMARY_KEY) {
                this.recreates.add(0, new AddConstraint(table, named));
            } else {
                (key ? this.keysBack : this.recreates).add(new AddConstraint(table, named));
            }
        }
    }

    /** Replaces the primary key as late as possible, after its columns are ready. */
    private void primaryKey(QualifiedName table, Constraint before, Constraint after) {
        Table wanted = this.desired.table(table).orElseThrow();
        boolean freed = before.columns().stream()
                .flatMap((name) -> wanted.column(name).stream())
                .anyMatch(Column::nullable);
        boolean gone =
                before.columns().stream().anyMatch((name) -> wanted.column(name).isEmpty());
        Table there = this.current.table(table).orElseThrow();
        boolean ready = after.columns().stream()
                .allMatch((name) -> there.column(name)
                        .filter((column) -> !column.nullable())
                        .isPresent());
        if (freed && !ready) {
            this.drops.add(new DropConstraint(table, before));
            this.recreates.add(0, new AddConstraint(table, after));
        } else {
            (freed ? this.columns : gone ? this.columnsGone : this.recreates)
                    .add(0, new ReplacePrimaryKey(table, before, after));
        }
    }

    private void indexes(QualifiedName table, @Nullable Index before, @Nullable Index after, Change change) {
        if (change == Change.RENAME && before != null && after != null) {
            this.recreates.add(new RenameIndex(table, before, after));
            return;
        }
        if (before != null) {
            this.drops.add(new DropIndex(table, before));
        }
        if (after != null) {
            Index named = after.automatic() && before != null
                    ? after.named(before.name())
                    : this.constraintNaming.named(table, after);
            this.recreates.add(new CreateIndex(table, named));
        }
    }

    /** Drops and recreates unchanged objects that block a change. */
    private void dropDependents(List<SchemaDifference> differences) {
        Set<Object> changed = differences.stream().map(SchemaDifference::before).collect(Collectors.toSet());
        for (Table table : this.current.tables()) {
            Set<String> own = moving(table.name());
            for (Constraint constraint : table.constraints()) {
                if (changed.contains(constraint) || isGoing(table.name()) || isRebuilt(table.name())) {
                    continue;
                }
                if (constraint.kind() == Constraint.Kind.FOREIGN_KEY) {
                    if (keyIsBlocked(table, constraint)) {
                        this.keysGone.add(new DropConstraint(table.name(), constraint));
                        this.keysBack.add(0, new AddConstraint(table.name(), asDesired(table.name(), constraint)));
                    }
                } else if (constraint.kind() == Constraint.Kind.CHECK
                        && ((this.ddlLimits.checksBlockColumns() && mentions(constraint.definition(), own))
                                || mentionsExchanged(constraint.definition())
                                || isInAlteredColumn(table.name(), constraint))) {
                    this.drops.add(new DropConstraint(table.name(), constraint));
                    this.recreates.add(new AddConstraint(
                            table.name(),
                            constraint.implicitIndex() == null
                                    ? constraint
                                    : this.constraintNaming.named(table.name(), constraint)));
                }
            }
            for (Index index : table.indexes()) {
                if (!changed.contains(index) && !isGoing(table.name()) && mentionsExchanged(index.definition())) {
                    this.drops.add(new DropIndex(table.name(), index));
                    this.recreates.add(new CreateIndex(table.name(), index));
                }
            }
            dropGeneratedDependents(table, own, changed);
        }
    }

    /** Moves generated columns after the columns from which they are computed. */
    private static void createDerivedLast(List<Operation> columns) {
        List<AddColumn> derived = columns.stream()
                .filter(AddColumn.class::isInstance)
                .map(AddColumn.class::cast)
                .filter((add) -> add.column().generated() != null)
                .collect(Collectors.toCollection(ArrayList::new));
        columns.removeAll(derived);
        while (!derived.isEmpty()) {
            AddColumn next = derived.stream()
                    .filter((add) -> derived.stream().noneMatch((other) -> isDerivedFrom(add, other)))
                    .findFirst()
                    .orElse(derived.get(0));
            derived.remove(next);
            columns.add(next);
        }
    }

    /**
     * Moves dropped generated columns before the columns from which they are computed, within the positions of drops.
     */
    private static void dropDerivedFirst(List<Operation> gone) {
        List<Operation> drops =
                gone.stream().filter(DropColumn.class::isInstance).toList();
        List<Operation> comeBack = new ArrayList<>();
        drops.forEach((drop) -> comeBack.add(0, drop.inverse()));
        createDerivedLast(comeBack);
        gone.replaceAll((operation) -> operation instanceof DropColumn
                ? comeBack.remove(comeBack.size() - 1).inverse()
                : operation);
    }

    private static boolean isDerivedFrom(AddColumn derived, AddColumn other) {
        return !derived.equals(other)
                && derived.table().equals(other.table())
                && mentions(
                        Objects.requireNonNull(derived.column().generated()).expression(),
                        Set.of(other.column().name()));
    }

    private boolean mentionsExchanged(String text) {
        return mentions(text, this.exchanged.stream().map(QualifiedName::name).collect(Collectors.toSet()));
    }

    /** Returns the foreign key under its current name, with the index that the product will create for it. */
    private Constraint asDesired(QualifiedName table, Constraint key) {
        return this.desired.table(table).stream()
                .flatMap((other) -> other.constraints(Constraint.Kind.FOREIGN_KEY).stream())
                .filter((other) -> other.isEquivalentTo(key, false))
                .findFirst()
                .map((other) -> other.named(key.name()))
                .orElse(key);
    }

    /** Whether a check is part of the definition of a column that is altered. */
    private boolean isInAlteredColumn(QualifiedName table, Constraint check) {
        return check.implicitIndex() instanceof Column owner
                && this.columns.stream()
                        .anyMatch((operation) -> operation instanceof AlterColumn alter
                                && alter.table().equals(table)
                                && alter.before().name().equals(owner.name()));
    }

    private void dropGeneratedDependents(Table table, Set<String> moving, Set<Object> changed) {
        for (Column column : table.columns()) {
            if (this.ddlLimits.generatedBlocksInputs()
                    && column.generated() != null
                    && !changed.contains(column)
                    && (moving.contains(column.name())
                            || mentions(column.generated().expression(), moving))) {
                this.drops.add(new DropColumn(table.name(), column));
                this.columns.add(new AddColumn(table.name(), column));
            }
        }
    }

    private boolean keyIsBlocked(Table table, Constraint key) {
        QualifiedName target = key.references();
        if (target == null) {
            return false;
        }
        if (this.ddlLimits.keysBlockTypes()
                && (mentions(String.join(" ", key.columns()), blocking(table.name()))
                        || mentions(key.definition(), blocking(target)))) {
            return true;
        }
        if (this.ddlLimits.indexesServeKeys()
                && Stream.concat(this.drops.stream(), this.recreates.stream())
                        .anyMatch((operation) -> takesIndex(operation, table.name(), key))) {
            return true;
        }
        return Stream.concat(this.drops.stream(), this.recreates.stream())
                .anyMatch((operation) -> (operation instanceof DropConstraint drop
                                && drop.table().equals(target)
                                && isKeyOf(drop.constraint(), key))
                        || (operation instanceof ReplacePrimaryKey replace
                                && replace.table().equals(target)
                                && isKeyOf(replace.before(), key)));
    }

    /**
     * Whether an operation drops an index that serves a foreign key, or whether its inverse does so if the product
     * created an index of its own for that key.
     */
    private static boolean takesIndex(Operation operation, QualifiedName table, Constraint key) {
        boolean replaced = key.implicitIndex() instanceof Index;
        if (operation instanceof DropIndex drop) {
            return drop.table().equals(table) && serves(drop.index().columns(), key);
        }
        if (operation instanceof CreateIndex create) {
            return replaced
                    && create.table().equals(table)
                    && serves(create.index().columns(), key);
        }
        if (operation instanceof DropConstraint drop) {
            return drop.table().equals(table) && isServing(drop.constraint(), key);
        }
        if (operation instanceof AddConstraint add) {
            return replaced && add.table().equals(table) && isServing(add.constraint(), key);
        }
        return operation instanceof ReplacePrimaryKey replace
                && replace.table().equals(table)
                && (isServing(replace.before(), key) || (replaced && isServing(replace.after(), key)));
    }

    private static boolean isServing(Constraint constraint, Constraint key) {
        return (constraint.kind() == Constraint.Kind.PRIMARY_KEY || constraint.kind() == Constraint.Kind.UNIQUE)
                && serves(constraint.columns(), key);
    }

    private static boolean serves(List<String> indexed, Constraint key) {
        return indexed.size() >= key.columns().size()
                && Set.copyOf(indexed.subList(0, key.columns().size())).equals(Set.copyOf(key.columns()));
    }

    private static boolean isKeyOf(Constraint unique, Constraint key) {
        return (unique.kind() == Constraint.Kind.PRIMARY_KEY || unique.kind() == Constraint.Kind.UNIQUE)
                && unique.columns().stream().allMatch((column) -> mentions(key.definition(), Set.of(column)));
    }

    private static boolean isSameButLength(Column before, @Nullable SchemaObject after) {
        return after instanceof Column column
                && Objects.equals(before.collation(), column.collation())
                && Objects.equals(before.generated(), column.generated())
                && LENGTH.matcher(before.type())
                        .replaceFirst("")
                        .equals(LENGTH.matcher(column.type()).replaceFirst(""));
    }

    private Set<String> blocking(QualifiedName table) {
        return this.blocking.getOrDefault(table, Set.of());
    }

    private Set<String> moving(QualifiedName table) {
        return this.moving.getOrDefault(table, Set.of());
    }

    private boolean isGoing(QualifiedName table) {
        return this.tablesDropped.stream().anyMatch((dropped) -> dropped.name().equals(table));
    }

    private boolean isRebuilt(QualifiedName table) {
        return this.rebuilt.stream()
                .anyMatch((operation) -> operation instanceof RebuildTable rebuild
                        && rebuild.before().name().equals(table));
    }

    private static boolean mentions(String text, Set<String> words) {
        return words.stream()
                .anyMatch((word) -> Pattern.compile("(?<![\\w$])" + Pattern.quote(word) + "(?![\\w$])")
                        .matcher(text)
                        .find());
    }

    /** Returns the changes to current definitions, including those that are dropped and recreated. */
    private SqlObjectChanges redefinitions(List<SchemaDifference> differences) {
        Set<QualifiedName> blocked = new TreeSet<>(this.exchanged);
        if (this.ddlLimits.viewsBlockColumns()) {
            blocked.addAll(this.moving.keySet());
            blocked.addAll(this.going.keySet());
            this.tablesDropped.forEach((table) -> blocked.add(table.name()));
            this.rebuilt.forEach((operation) ->
                    blocked.add(((RebuildTable) operation).before().name()));
        }
        return SqlObjectChanges.of(this.current.definitions(), differences, blocked, this::isGoing);
    }
}
