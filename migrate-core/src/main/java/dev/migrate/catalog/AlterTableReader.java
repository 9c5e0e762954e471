package dev.migrate.catalog;

import dev.migrate.catalog.ExpectedChanges.ChangeKind;
import dev.migrate.sql.DdlName;
import dev.migrate.sql.DdlTokens;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the expected changes of an {@code ALTER TABLE} statement from its actions. */
final class AlterTableReader {

    private static final Set<String> COLUMN = Set.of("column");
    private static final Set<String> INDEX = Set.of("index");
    private static final Set<String> CONSTRAINT = Set.of("constraint");
    private static final Set<String> PRIMARY = Set.of("primary");
    private static final Set<String> KEY = Set.of("index", "constraint", "primary");
    private static final Set<String> UNIQUE = Set.of("index", "constraint");
    private static final Set<String> SHAPE = Set.of("table", "data");
    private static final Set<String> LAYOUT = Set.of("order", "data");
    private static final Set<String> VERBS = Set.of("add", "drop", "modify", "change", "alter", "rename", "detach");
    private static final Set<String> KEY_KINDS =
            Set.of("primary", "unique", "foreign", "check", "index", "key", "fulltext", "spatial");

    /** The start of the definition of an unnamed key, which the database names. */
    private static final Map<String, String> DEFINED_AS = Map.of(
            "unique", "unique ",
            "foreign", "foreign key ",
            "check", "check ",
            "fulltext", "fulltext ",
            "spatial", "spatial ");

    /** Keywords in a column definition that create an index or a constraint. */
    private static final Set<String> KEY_CLAUSES =
            Set.of("unique", "primary", "key", "references", "check", "auto_increment", "identity", "serial");

    private static final Set<String> OPTIONS = Set.of(
            "comment", "engine", "default", "charset", "character", "collate", "row_format", "key_block_size", "force");
    private static final Set<String> PARTITIONS = Set.of("partition", "reorganize", "coalesce", "remove");

    /** Options for the execution, which do not change the table. */
    private static final Set<String> EXECUTION_OPTIONS = Set.of("algorithm", "lock");

    private static final DdlName PRIMARY_KEY = new DdlName(List.of("primary"), "");

    private final DdlName table;
    private final ExpectedChanges.Builder expected;
    private boolean changesShape;

    AlterTableReader(DdlName table, ExpectedChanges.Builder expected) {
        this.table = table;
        this.expected = expected;
    }

    /** Reads all actions; returns false if one of them is not recognized. */
    boolean read(List<DdlTokens> actions) {
        this.expected.tolerate((change) -> LAYOUT.contains(change.kind()) && this.table.matches(change.name()));
        String verb = "";
        for (DdlTokens action : actions) {
            boolean anotherColumn = verb.equals("drop") && action.isSingleToken();
            verb = anotherColumn ? verb : action.acceptOneOf(VERBS);
            boolean recognized = switch (verb) {
                case "add" -> add(action);
                case "drop" -> drop(action);
                case "modify" -> modify(action);
                case "change" -> change(action);
                case "alter" -> alter(action);
                case "rename" -> rename(action, actions.size() == 1);
                case "detach" -> detach(action);
                default -> option(action);
            };
            if (!recognized) {
                return false;
            }
        }
        return true;
    }

    private boolean add(DdlTokens action) {
        if (action.isNext("period") || action.isNext("system")) {
            return false;
        }
        if (action.accept("partition")) {
            changesShape();
            return true;
        }
        if (action.accept("constraint")) {
            boolean idempotent = action.accept("if", "not", "exists");
            Optional<DdlName> name = action.isNextOneOf(KEY_KINDS) ? Optional.empty() : Optional.of(action.name());
            return addKey(action, name, idempotent);
        }
        if (action.isNextOneOf(KEY_KINDS)) {
            return addKey(action, Optional.empty(), false);
        }
        action.accept("column");
        boolean idempotent = action.accept("if", "not", "exists");
        if (action.isNext("(")) {
            action.arguments().forEach((column) -> addColumn(column, idempotent));
        } else {
            addColumn(action, idempotent);
        }
        return true;
    }

    private void addColumn(DdlTokens definition, boolean idempotent) {
        this.expected.expectPart(COLUMN, this.table, definition.name(), ChangeKind.CREATED, idempotent);
        tolerateKeysOf(definition);
    }

    private void tolerateKeysOf(DdlTokens definition) {
        if (definition.contains(KEY_CLAUSES)) {
            tolerate(KEY, ChangeKind.CREATED);
        }
    }

    private boolean addKey(DdlTokens action, Optional<DdlName> constraint, boolean idempotentConstraint) {
        String kind = action.acceptOneOf(KEY_KINDS);
        if (kind.equals("primary")) {
            this.expected.expectPrimaryKey(PRIMARY, this.table, PRIMARY_KEY, "primary " + action.rest());
            toleratePrimaryKey(ChangeKind.CREATED);
            return true;
        }
        if (kind.equals("foreign")) {
            action.accept("key");
            tolerate(INDEX, ChangeKind.CREATED);
        } else if (!kind.equals("check")) {
            action.acceptOneOf(Set.of("index", "key"));
        }
        boolean idempotent = action.accept("if", "not", "exists") || idempotentConstraint;
        boolean check = kind.equals("check");
        Optional<DdlName> name = check || action.isNext("(") || action.isNext("using") || action.isNext("nulls")
                ? constraint
                : kind.equals("foreign") && constraint.isPresent() ? constraint : Optional.of(action.name());
        this.expected.addKey(
                check || kind.equals("foreign") ? CONSTRAINT : kind.equals("unique") ? UNIQUE : INDEX,
                this.table,
                name,
                DEFINED_AS.getOrDefault(kind, "") + action.rest(),
                idempotent);
        return !kind.isEmpty();
    }

    private void toleratePrimaryKey(ChangeKind changeKind) {
        tolerate(CONSTRAINT, changeKind);
        tolerate(COLUMN, ChangeKind.CHANGED);
    }

    private boolean drop(DdlTokens action) {
        if (action.accept("partition")) {
            changesShape();
            return true;
        }
        if (action.isNext("period") || action.isNext("system")) {
            return false;
        }
        if (action.accept("primary", "key")) {
            this.expected.expectPart(PRIMARY, this.table, PRIMARY_KEY, ChangeKind.DROPPED, false);
            toleratePrimaryKey(ChangeKind.DROPPED);
            return true;
        }
        if (action.accept("foreign", "key")) {
            return dropPart(CONSTRAINT, action);
        }
        if (action.accept("constraint") || action.accept("check")) {
            return dropPart(UNIQUE, action);
        }
        if (action.accept("index") || action.accept("key")) {
            return dropPart(INDEX, action);
        }
        action.accept("column");
        tolerate(KEY, ChangeKind.DROPPED);
        tolerate(KEY, ChangeKind.CHANGED);
        boolean idempotent = action.accept("if", "exists");
        List<DdlTokens> columns = action.isNext("(") ? action.arguments() : List.of(action);
        columns.forEach((column) ->
                this.expected.expectPart(COLUMN, this.table, column.name(), ChangeKind.DROPPED, idempotent));
        return true;
    }

    private boolean dropPart(Set<String> kinds, DdlTokens action) {
        boolean idempotent = action.accept("if", "exists");
        this.expected.expectPart(kinds, this.table, action.name(), ChangeKind.DROPPED, idempotent);
        tolerate(PRIMARY, ChangeKind.DROPPED);
        return true;
    }

    private boolean modify(DdlTokens action) {
        action.accept("column");
        boolean idempotent = action.accept("if", "exists");
        redefine(action.name(), action, idempotent);
        return true;
    }

    private void redefine(DdlName column, DdlTokens definition, boolean idempotent) {
        this.expected.expectPart(COLUMN, this.table, column, ChangeKind.CHANGED, idempotent);
        tolerateKeysOf(definition);
    }

    private boolean change(DdlTokens action) {
        action.accept("column");
        boolean idempotent = action.accept("if", "exists");
        DdlName before = action.name();
        DdlName after = action.name();
        if (before.equals(after)) {
            redefine(after, action, idempotent);
        } else {
            renameColumn(before, after);
            tolerateKeysOf(action);
        }
        return true;
    }

    private void renameColumn(DdlName before, DdlName after) {
        this.expected.expectPart(COLUMN, this.table, before, ChangeKind.DROPPED, false);
        this.expected.expectPart(COLUMN, this.table, after, ChangeKind.CREATED, false);
        tolerate(COLUMN, ChangeKind.CHANGED);
        tolerate(KEY, ChangeKind.CHANGED);
    }

    private boolean alter(DdlTokens action) {
        if (action.accept("index")) {
            this.expected.expectPart(INDEX, this.table, action.name(), ChangeKind.CHANGED, false);
            return true;
        }
        if (action.accept("constraint") || action.accept("check")) {
            this.expected.expectPart(CONSTRAINT, this.table, action.name(), ChangeKind.CHANGED, false);
            return true;
        }
        action.accept("column");
        boolean idempotent = action.accept("if", "exists");
        DdlName column = action.name();
        if (action.accept("rename", "to")) {
            renameColumn(column, action.name());
        } else {
            redefine(column, action, idempotent);
        }
        return true;
    }

    private boolean rename(DdlTokens action, boolean alone) {
        if (action.accept("column")) {
            DdlName before = action.name();
            boolean to = action.accept("to");
            renameColumn(before, action.name());
            return to;
        }
        Set<String> kinds = action.accept("constraint")
                ? CONSTRAINT
                : action.accept("index") || action.accept("key") ? INDEX : Set.of();
        if (!kinds.isEmpty()) {
            this.expected.expectPart(kinds, this.table, action.name(), ChangeKind.DROPPED, false);
            boolean to = action.accept("to");
            this.expected.expectPart(kinds, this.table, action.name(), ChangeKind.CREATED, false);
            return to;
        }
        action.acceptOneOf(Set.of("to", "as", "="));
        this.expected.rename(this.table, action.name());
        return alone;
    }

    /** Reads the detachment of a partition on PostgreSQL, whose catalog shows which partitions are attached. */
    private boolean detach(DdlTokens action) {
        if (!action.accept("partition")) {
            return false;
        }
        DdlName partition = action.name();
        this.expected.expect(Set.of("partition"), (known) -> isPartition(partition, known), ChangeKind.DROPPED, false);
        return true;
    }

    private boolean isPartition(DdlName partition, String known) {
        int end = known.indexOf(CatalogSnapshot.PARTITION);
        return end >= 0
                && this.table.matches(known.substring(0, end))
                && partition.matches(known.substring(end + CatalogSnapshot.PARTITION.length()));
    }

    private boolean option(DdlTokens action) {
        if (action.isNextOneOf(EXECUTION_OPTIONS)) {
            return true;
        }
        if (action.accept("convert")) {
            changesShape();
            tolerate(COLUMN, ChangeKind.CHANGED);
            return true;
        }
        changesShape();
        return action.isNextOneOf(OPTIONS) || action.isNextOneOf(PARTITIONS);
    }

    /** Expects a change of the table itself, which several actions of the statement can cause together. */
    private void changesShape() {
        if (!this.changesShape) {
            this.changesShape = true;
            this.expected.expect(SHAPE, this.table::matches, ChangeKind.CHANGED, false);
        }
    }

    private void tolerate(Set<String> kinds, ChangeKind changeKind) {
        this.expected.tolerate((change) -> kinds.contains(change.kind())
                && change.changeKind() == changeKind
                && this.table.isTableOf(change.name()));
    }
}
