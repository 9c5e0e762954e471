package dev.migrate.diff;

import dev.migrate.diff.Difference.Change;
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
import dev.migrate.operation.CreateSequence;
import dev.migrate.operation.Define;
import dev.migrate.operation.DropColumn;
import dev.migrate.operation.DropConstraint;
import dev.migrate.operation.DropEnum;
import dev.migrate.operation.DropIndex;
import dev.migrate.operation.DropNamespace;
import dev.migrate.operation.DropSequence;
import dev.migrate.operation.Operation;
import dev.migrate.operation.RebuildTable;
import dev.migrate.operation.RenameConstraint;
import dev.migrate.operation.RenameIndex;
import dev.migrate.operation.ReplacePrimaryKey;
import dev.migrate.operation.Traits;
import dev.migrate.operation.Undefine;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.Definition;
import dev.migrate.schema.Element;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.Index;
import dev.migrate.schema.Namespace;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Sequence;
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
 * Differences to operations in an order in which they run. What stands in the way steps aside first and comes back last:
 * views, then foreign keys, then other constraints and indexes; in between tables and columns are made, changed and
 * removed. Taking the operations back in the opposite order is such an order too.
 */
public final class Drafter {

    private static final Pattern LENGTH = Pattern.compile("\\([0-9, ]+\\)");

    private final Schema current;
    private final Schema desired;
    private final Traits traits;
    private final Naming naming;
    private final Map<QualifiedName, List<String>> rows;

    private final List<Operation> first = new ArrayList<>();
    private final List<Operation> keysGone = new ArrayList<>();
    private final List<Operation> gone = new ArrayList<>();
    private final List<Operation> types = new ArrayList<>();
    private final List<AlterOptions> options = new ArrayList<>();
    private final List<Operation> columns = new ArrayList<>();
    private final List<Operation> columnsGone = new ArrayList<>();
    private final List<Operation> rebuilt = new ArrayList<>();
    private final List<Operation> back = new ArrayList<>();
    private final List<Operation> keysBack = new ArrayList<>();
    private final List<Operation> last = new ArrayList<>();
    private final List<Table> tablesAdded = new ArrayList<>();
    private final List<Table> tablesDropped = new ArrayList<>();

    /** The tables of which something other than a comment changes, and those that go. */
    private final Set<QualifiedName> touched = new TreeSet<>();

    /** The columns that change their type, or go, by table. */
    private final Map<QualifiedName, Set<String>> moving = new LinkedHashMap<>();

    /** Those of the moving columns before which foreign keys have to go. */
    private final Map<QualifiedName, Set<String>> blocking = new LinkedHashMap<>();

    private final Map<QualifiedName, Set<String>> going = new LinkedHashMap<>();

    /** The enumerated types of which another has to take the place. */
    private final Set<QualifiedName> exchanged = new TreeSet<>();

    private Drafter(
            Schema current, Schema desired, Traits traits, Naming naming, Map<QualifiedName, List<String>> rows) {
        this.current = current;
        this.desired = desired;
        this.traits = traits;
        this.naming = naming;
        this.rows = rows;
    }

    /**
     * The operations from one schema to the other, with names by convention where nobody chose one.
     *
     * @param rows statements that fill a new table
     */
    public static List<Operation> draft(
            Schema current,
            Schema desired,
            List<Difference> differences,
            Traits traits,
            Map<QualifiedName, List<String>> rows) {
        Naming naming = Naming.convention(current.tables(), desired.tables());
        return new Drafter(current, desired, traits, naming, rows).draft(differences);
    }

    /** The operations that make a schema in an empty database, with every name as it is. */
    public static List<Operation> copy(Schema schema, Traits traits) {
        return new Drafter(Schema.EMPTY, schema, traits, Naming.kept(), Map.of())
                .draft(Comparison.between(Schema.EMPTY, schema, Rules.STRICT));
    }

    /** What takes operations back, without what is of no use before something goes. */
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

    private List<Operation> draft(List<Difference> differences) {
        List<Difference> left = new ArrayList<>(differences);
        if (this.traits.rebuildsTables()) {
            Rebuilds rebuilds = Rebuilds.of(this.current, this.desired, this.naming, differences);
            this.rebuilt.addAll(rebuilds.operations());
            left.removeAll(rebuilds.met());
        }
        left.forEach(this::look);
        left.forEach((difference) -> place(difference, differences));
        this.columns.addAll(0, this.options);
        stepAside(left);
        derivedLast(this.columns);
        derivedFirst(this.gone);
        Redefinitions definitions = redefinitions(differences);
        definitions.exchanged().forEach((definition) -> this.first.add(new Undefine(definition)));
        this.first.addAll(definitions.early());
        this.last.addAll(0, definitions.late().stream().map(Undefine::new).toList());
        TableOrder added = TableOrder.of(
                this.tablesAdded,
                (name) -> this.traits.rebuildsTables()
                        || (this.current.table(name).isPresent() && !this.touched.contains(name)),
                this.rows,
                this.naming);
        List<Operation> dropped = inverse(
                TableOrder.of(this.tablesDropped, (name) -> this.traits.rebuildsTables(), Map.of(), Naming.kept())
                        .operations());
        List<Operation> operations = new ArrayList<>();
        definitions.gone().forEach((definition) -> operations.add(new Undefine(definition)));
        operations.addAll(this.first);
        operations.addAll(this.keysGone);
        operations.addAll(this.gone);
        operations.addAll(this.types);
        operations.addAll(added.tables());
        operations.addAll(this.columns);
        operations.addAll(this.columnsGone);
        operations.addAll(this.rebuilt);
        operations.addAll(this.back);
        operations.addAll(added.keys());
        operations.addAll(this.keysBack);
        operations.addAll(dropped);
        operations.addAll(this.last);
        definitions.back().forEach((definition) -> operations.add(new Define(definition)));
        return List.copyOf(operations);
    }

    /** Notes what a difference touches, before anything is placed. */
    private void look(Difference difference) {
        if (difference.table() != null) {
            this.touched.add(difference.table());
        }
        if (difference.before() instanceof Table table && difference.change() == Change.DROP) {
            this.touched.add(table.name());
        }
        if (difference.before() instanceof Table before && difference.after() instanceof Table after) {
            for (String column : TableOptions.moving(before, after)) {
                note(this.moving, before.name(), column);
                note(this.blocking, before.name(), column);
            }
        }
        if (difference.before() instanceof Column column && difference.table() != null) {
            if (difference.change() == Change.DROP) {
                note(this.going, difference.table(), column.name());
            } else if (difference.attributes().contains("type")
                    || difference.attributes().contains("collation")
                    || difference.attributes().contains("generated")) {
                note(this.moving, difference.table(), column.name());
                if (this.traits.keysBlockLengths() || !isSameButLength(column, difference.after())) {
                    note(this.blocking, difference.table(), column.name());
                }
            }
        }
    }

    private static void note(Map<QualifiedName, Set<String>> columns, QualifiedName table, String column) {
        columns.computeIfAbsent(table, (name) -> new TreeSet<>()).add(column);
    }

    private void place(Difference difference, List<Difference> all) {
        QualifiedName table = difference.table();
        if (difference.element() instanceof Namespace namespace) {
            if (difference.change() == Change.ADD) {
                this.first.add(0, new CreateNamespace(namespace));
            } else {
                this.last.add(new DropNamespace(namespace));
            }
        } else if (difference.element() instanceof EnumType) {
            enums(difference, all);
        } else if (difference.element() instanceof Sequence) {
            sequences(difference);
        } else if (difference.element() instanceof Table) {
            tables(difference);
        } else if (table != null && difference.element() instanceof Column) {
            columns(table, difference);
        } else if (table != null && difference.element() instanceof Constraint) {
            constraints(table, (Constraint) difference.before(), (Constraint) difference.after(), difference.change());
        } else if (table != null && difference.element() instanceof Index) {
            indexes(table, (Index) difference.before(), (Index) difference.after(), difference.change());
        }
    }

    private void enums(Difference difference, List<Difference> all) {
        switch (difference.change()) {
            case ADD -> this.first.add(new CreateEnum((EnumType) difference.element()));
            case DROP -> this.last.add(0, new DropEnum((EnumType) difference.element()));
            default -> {
                EnumType before = (EnumType) Objects.requireNonNull(difference.before());
                alter(before, (EnumType) difference.element(), all);
            }
        }
    }

    private void alter(EnumType before, EnumType after, List<Difference> all) {
        AlterEnum alter = new AlterEnum(before, after, uses(before), isAwaited(before, after, all));
        if (!alter.exchanges()) {
            this.types.add(alter);
            return;
        }
        this.exchanged.add(before.name());
        List<Definition> casts = this.current.definitions().stream()
                .filter((definition) -> definition.kind() == Definition.Kind.CAST
                        && definition.uses().contains(before.name()))
                .toList();
        casts.forEach((cast) -> this.types.add(new Undefine(cast)));
        this.types.add(alter);
        casts.forEach((cast) -> this.types.add(new Define(cast)));
    }

    /** Whether something else that comes speaks of a label that comes. */
    private static boolean isAwaited(EnumType before, EnumType after, List<Difference> all) {
        return after.labels().stream()
                .filter((label) -> !before.labels().contains(label))
                .anyMatch((label) -> all.stream()
                        .map(Difference::after)
                        .filter((element) -> element != null && !(element instanceof EnumType))
                        .anyMatch((element) -> Objects.requireNonNull(element)
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

    private void sequences(Difference difference) {
        switch (difference.change()) {
            case ADD -> this.first.add(new CreateSequence((Sequence) difference.element()));
            case DROP -> this.last.add(0, new DropSequence((Sequence) difference.element()));
            default -> {
                Sequence before = (Sequence) Objects.requireNonNull(difference.before());
                this.first.add(new AlterSequence(
                        before, onlyChanged(difference.attributes(), before, (Sequence) difference.element())));
            }
        }
    }

    /** Of what is no difference, the sequence keeps what it has. */
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

    private void tables(Difference difference) {
        switch (difference.change()) {
            case ADD -> this.tablesAdded.add((Table) difference.element());
            case DROP -> this.tablesDropped.add((Table) difference.element());
            default -> {
                Table before = (Table) Objects.requireNonNull(difference.before());
                Table after = (Table) difference.element();
                if (difference.attributes().contains("comment")) {
                    this.columns.add(new CommentOnTable(after.name(), before.comment(), after.comment()));
                }
                if (difference.attributes().contains("options")) {
                    this.options.add(TableOptions.change(before, after));
                }
            }
        }
    }

    private void columns(QualifiedName table, Difference difference) {
        Column before = (Column) difference.before();
        Column after = (Column) difference.after();
        if (before == null && after != null) {
            this.columns.addAll(additions(table, after));
        } else if (before != null && after == null) {
            if (before.generated() != null && this.traits.generatedBlocksInputs()) {
                this.gone.add(new DropColumn(table, before));
            } else {
                this.columnsGone.add(new DropColumn(table, before));
            }
        } else if (before != null && after != null) {
            if (this.traits.generatedBlocksInputs() && (before.generated() != null || after.generated() != null)) {
                this.gone.add(new DropColumn(table, before));
                this.columns.addAll(additions(table, after));
            } else {
                this.columns.add(0, new AlterColumn(table, before, after));
            }
        }
    }

    /** A column that no row may leave empty comes empty first, so that a person can fill it, and none is filled by chance. */
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
            this.back.add(new RenameConstraint(table, before, after));
            return;
        }
        Constraint named = after == null
                ? null
                : after.automatic() && before != null && !before.name().isEmpty()
                        ? after.named(before.name())
                        : this.naming.named(table, after);
        if (before != null && named != null && named.kind() == Constraint.Kind.PRIMARY_KEY) {
            primaryKey(table, before, named);
            return;
        }
        boolean key = (before != null && before.kind() == Constraint.Kind.FOREIGN_KEY)
                || (named != null && named.kind() == Constraint.Kind.FOREIGN_KEY);
        if (before != null) {
            (key ? this.keysGone : this.gone).add(new DropConstraint(table, before));
        }
        if (named != null) {
            if (named.kind() == Constraint.Kind.PRIMARY_KEY) {
                this.back.add(0, new AddConstraint(table, named));
            } else {
                (key ? this.keysBack : this.back).add(new AddConstraint(table, named));
            }
        }
    }

    /** The new key takes the place of the old one as late as it can, once its columns are there. */
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
            this.gone.add(new DropConstraint(table, before));
            this.back.add(0, new AddConstraint(table, after));
        } else {
            (freed ? this.columns : gone ? this.columnsGone : this.back)
                    .add(0, new ReplacePrimaryKey(table, before, after));
        }
    }

    private void indexes(QualifiedName table, @Nullable Index before, @Nullable Index after, Change change) {
        if (change == Change.RENAME && before != null && after != null) {
            this.back.add(new RenameIndex(table, before, after));
            return;
        }
        if (before != null) {
            this.gone.add(new DropIndex(table, before));
        }
        if (after != null) {
            Index named =
                    after.automatic() && before != null ? after.named(before.name()) : this.naming.named(table, after);
            this.back.add(new CreateIndex(table, named));
        }
    }

    /** What does not change itself, but has to go for a while. */
    private void stepAside(List<Difference> differences) {
        Set<Object> changed = differences.stream().map(Difference::before).collect(Collectors.toSet());
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
                        && ((this.traits.checksBlockColumns() && mentions(constraint.definition(), own))
                                || mentionsExchanged(constraint.definition())
                                || isInAlteredColumn(table.name(), constraint))) {
                    this.gone.add(new DropConstraint(table.name(), constraint));
                    this.back.add(new AddConstraint(
                            table.name(),
                            constraint.partner() == null ? constraint : this.naming.named(table.name(), constraint)));
                }
            }
            for (Index index : table.indexes()) {
                if (!changed.contains(index) && !isGoing(table.name()) && mentionsExchanged(index.definition())) {
                    this.gone.add(new DropIndex(table.name(), index));
                    this.back.add(new CreateIndex(table.name(), index));
                }
            }
            generatedStepAside(table, own, changed);
        }
    }

    /** A column that is worked out comes behind those that it is worked out from. */
    private static void derivedLast(List<Operation> columns) {
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

    /** It goes before them, in the places that there are for columns that go. */
    private static void derivedFirst(List<Operation> gone) {
        List<Operation> drops =
                gone.stream().filter(DropColumn.class::isInstance).toList();
        List<Operation> comeBack = new ArrayList<>();
        drops.forEach((drop) -> comeBack.add(0, drop.inverse()));
        derivedLast(comeBack);
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

    /** The key under its name, with the index that the product will make for it then. */
    private Constraint asDesired(QualifiedName table, Constraint key) {
        return this.desired.table(table).stream()
                .flatMap((other) -> other.constraints(Constraint.Kind.FOREIGN_KEY).stream())
                .filter((other) -> other.demands(key, false))
                .findFirst()
                .map((other) -> other.named(key.name()))
                .orElse(key);
    }

    /** A check that is written into a column goes when the column is written anew. */
    private boolean isInAlteredColumn(QualifiedName table, Constraint check) {
        return check.partner() instanceof Column owner
                && this.columns.stream()
                        .anyMatch((operation) -> operation instanceof AlterColumn alter
                                && alter.table().equals(table)
                                && alter.before().name().equals(owner.name()));
    }

    private void generatedStepAside(Table table, Set<String> moving, Set<Object> changed) {
        for (Column column : table.columns()) {
            if (this.traits.generatedBlocksInputs()
                    && column.generated() != null
                    && !changed.contains(column)
                    && (moving.contains(column.name())
                            || mentions(column.generated().expression(), moving))) {
                this.gone.add(new DropColumn(table.name(), column));
                this.columns.add(new AddColumn(table.name(), column));
            }
        }
    }

    private boolean keyIsBlocked(Table table, Constraint key) {
        QualifiedName target = key.references();
        if (target == null) {
            return false;
        }
        if (this.traits.keysBlockTypes()
                && (mentions(String.join(" ", key.columns()), blocking(table.name()))
                        || mentions(key.definition(), blocking(target)))) {
            return true;
        }
        if (this.traits.indexesServeKeys()
                && Stream.concat(this.gone.stream(), this.back.stream())
                        .anyMatch((operation) -> takesIndex(operation, table.name(), key))) {
            return true;
        }
        return Stream.concat(this.gone.stream(), this.back.stream())
                .anyMatch((operation) -> (operation instanceof DropConstraint drop
                                && drop.table().equals(target)
                                && isKeyOf(drop.constraint(), key))
                        || (operation instanceof ReplacePrimaryKey replace
                                && replace.table().equals(target)
                                && isKeyOf(replace.before(), key)));
    }

    /** Whether an operation takes away an index that serves a key, or, with one that replaces it, does so on the way back. */
    private static boolean takesIndex(Operation operation, QualifiedName table, Constraint key) {
        boolean replaced = key.partner() instanceof Index;
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

    private static boolean isSameButLength(Column before, @Nullable Element after) {
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

    /** Those of the current definitions that go, now or for a while. */
    private Redefinitions redefinitions(List<Difference> differences) {
        Set<QualifiedName> blocked = new TreeSet<>(this.exchanged);
        if (this.traits.viewsBlockColumns()) {
            blocked.addAll(this.moving.keySet());
            blocked.addAll(this.going.keySet());
            this.tablesDropped.forEach((table) -> blocked.add(table.name()));
            this.rebuilt.forEach((operation) ->
                    blocked.add(((RebuildTable) operation).before().name()));
        }
        return Redefinitions.of(this.current.definitions(), differences, blocked, this::isGoing);
    }
}
