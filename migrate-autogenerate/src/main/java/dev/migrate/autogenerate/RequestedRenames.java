package dev.migrate.autogenerate;

import dev.migrate.error.AutogenerateException;
import dev.migrate.error.ErrorCode;
import dev.migrate.operation.DdlLimit;
import dev.migrate.operation.Operation;
import dev.migrate.operation.RenameColumn;
import dev.migrate.operation.RenameSequence;
import dev.migrate.operation.RenameTable;
import dev.migrate.revision.SimilarNames;
import dev.migrate.schema.Column;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaObject;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides which objects are renamed: those whose rename is requested or declared by the models, and those that follow from
 * them. All other differences are drops and additions.
 */
final class RequestedRenames {

    private final DatabaseContext databaseContext;
    private final Schema live;
    private final List<Rename> all;

    /**
     * Checks the requested renames against the database.
     *
     * @param requested the requested renames
     * @param declared the renames that the models declare; those already made are ignored
     */
    RequestedRenames(DatabaseContext databaseContext, List<Rename> requested, List<Rename> declared) {
        this.databaseContext = databaseContext;
        this.live = databaseContext.current();
        this.all = new ArrayList<>(requested);
        this.all.replaceAll(this::resolved);
        this.all.forEach(this::checkKnown);
        declared.stream().filter(this::isOpen).forEach(this.all::add);
    }

    private RequestedRenames(RequestedRenames before, List<Rename> more) {
        this.databaseContext = before.databaseContext;
        this.live = before.live;
        this.all = new ArrayList<>(before.all);
        this.all.addAll(more);
    }

    List<Rename> all() {
        return List.copyOf(this.all);
    }

    /**
     * Returns these renames and those that follow from them. Rejects a new name that the target schema does not have.
     */
    RequestedRenames towards(Schema wanted) {
        this.all.forEach((rename) -> checkWanted(rename, wanted));
        return new RequestedRenames(this, following(wanted));
    }

    /** Returns the operations for the renames, in their order. */
    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        Map<QualifiedName, UsesOfRenamed> tables = new HashMap<>();
        boolean withUses = this.databaseContext.ddl().limits().contains(DdlLimit.EXPRESSIONS_BLOCK_RENAMES);
        for (Rename rename : this.all) {
            Operation operation = operation(rename);
            if (withUses && operation instanceof RenameColumn column) {
                UsesOfRenamed uses = tables.getOrDefault(
                        rename.table(),
                        new UsesOfRenamed(
                                this.databaseContext.dialect().lexer(),
                                tableBefore(rename).orElseThrow()));
                tables.put(rename.table(), uses.after(column));
                operation = uses.with(column);
            }
            operations.add(operation);
        }
        return operations;
    }

    private Operation operation(Rename rename) {
        String name = rename.column();
        if (name == null) {
            return sequence(rename)
                    .<Operation>map((sequence) -> new RenameSequence(sequence, rename.to()))
                    .orElseGet(
                            () -> new RenameTable(rename.table(), rename.table().sibling(rename.to())));
        }
        Column column =
                tableBefore(rename).flatMap((table) -> table.column(name)).orElseThrow();
        return new RenameColumn(rename.table(), column, rename.to());
    }

    /** Returns the renamed sequence; empty if a table or a column is renamed. */
    private Optional<Sequence> sequence(Rename rename) {
        return rename.column() == null && this.live.table(rename.table()).isEmpty()
                ? this.live.sequence(rename.table())
                : Optional.empty();
    }

    /**
     * Returns the renames of sequences named after renamed tables; new sequences would return numbers that rows already
     * have.
     */
    private List<Rename> following(Schema wanted) {
        List<Rename> following = new ArrayList<>();
        for (Rename rename : this.all) {
            String former = rename.table().name();
            if (rename.column() != null || sequence(rename).isPresent()) {
                continue;
            }
            for (Sequence sequence : this.live.sequences()) {
                QualifiedName name = sequence.name();
                if (!Objects.equals(name.namespace(), rename.table().namespace())
                        || !name.name().toLowerCase(Locale.ROOT).equals(former.toLowerCase(Locale.ROOT) + "_seq")) {
                    continue;
                }
                Rename follows =
                        new Rename(name, null, rename.to() + name.name().substring(former.length()));
                if (wanted.sequence(name).isEmpty()
                        && wanted.sequence(name.sibling(follows.to())).isPresent()
                        && isOpen(follows)
                        && !this.all.contains(follows)) {
                    following.add(follows);
                }
            }
        }
        return following;
    }

    /** Returns a parsed rename with its meaning in this database: a column of a table, or a table of a schema. */
    private Rename resolved(Rename written) {
        String column = written.column();
        QualifiedName table = written.table();
        if (column == null || table.namespace() != null) {
            return new Rename(new QualifiedName(namespace(table.namespace()), table.name()), column, written.to());
        }
        QualifiedName other = new QualifiedName(namespace(table.name()), column);
        boolean isColumn =
                tableBefore(written).flatMap((found) -> found.column(column)).isPresent();
        boolean isTable = this.live.table(other).isPresent();
        if (isColumn && isTable) {
            throw new AutogenerateException(
                    ErrorCode.BAD_RENAME,
                    "'%s' is a column of '%s', and a table of the schema '%s'."
                            .formatted(written.from(), table, table.name()),
                    "For the column, write '%s.%s:%s'; for the table, declare the rename in the model with @RenamedFrom."
                            .formatted(this.databaseContext.defaultSchema(), written.from(), written.to()),
                    null);
        }
        return isTable ? new Rename(other, null, written.to()) : written;
    }

    /** Returns null for the default schema. */
    private @Nullable String namespace(@Nullable String written) {
        return Objects.equals(written, this.databaseContext.defaultSchema()) ? null : written;
    }

    private Optional<Table> tableBefore(Rename rename) {
        QualifiedName before = this.all.stream()
                .filter((other) -> other.column() == null
                        && rename.column() != null
                        && other.table().sibling(other.to()).equals(rename.table()))
                .map(Rename::table)
                .findFirst()
                .orElse(rename.table());
        return this.live.table(before);
    }

    private boolean isOpen(Rename rename) {
        String name = rename.column();
        if (name == null) {
            QualifiedName after = rename.table().sibling(rename.to());
            return sequence(rename).isPresent()
                    ? this.live.sequence(after).isEmpty()
                    : this.live.table(rename.table()).isPresent()
                            && this.live.table(after).isEmpty();
        }
        return tableBefore(rename)
                .filter((table) -> table.column(name).isPresent()
                        && table.column(rename.to()).isEmpty())
                .isPresent();
    }

    /** Rejects a new name that the target schema does not have; the object would be renamed and then dropped. */
    private void checkWanted(Rename rename, Schema wanted) {
        List<? extends SchemaObject> among;
        if (rename.column() != null) {
            among = wanted.table(rename.table()).map(Table::columns).orElse(List.of());
        } else {
            among = sequence(rename).isPresent() ? wanted.sequences() : wanted.tables();
        }
        String after = rename.column() != null
                ? rename.to()
                : rename.table().sibling(rename.to()).toString();
        List<String> names = among.stream().map(SchemaObject::label).toList();
        if (!names.contains(after)) {
            throw new AutogenerateException(
                    ErrorCode.NOTHING_TO_RENAME,
                    "The models do not define '%s', the new name of '%s'."
                            .formatted(rename.to(), rename.column() == null ? rename.table() : rename.column()),
                    "Write the new name as the database will store it; the models define: %s."
                            .formatted(String.join(", ", names)),
                    null);
        }
    }

    private void checkKnown(Rename rename) {
        if (!isOpen(rename)) {
            String from = rename.column() == null ? rename.table().toString() : rename.table() + "." + rename.column();
            throw new AutogenerateException(
                    ErrorCode.NOTHING_TO_RENAME,
                    "'%s' cannot be renamed to '%s': %s.".formatted(from, rename.to(), conflict(rename)),
                    "Write the names as the database stores them: --rename table.column:new_name or --rename table:new_name, qualified with the schema if it is not the default one.",
                    null);
        }
    }

    /** Returns why a rename is impossible: the old name does not exist, or the new one does. */
    private String conflict(Rename rename) {
        String name = rename.column();
        Optional<Table> table = tableBefore(rename);
        if (name == null) {
            boolean exists = table.isPresent() || sequence(rename).isPresent();
            return exists
                    ? "'%s' already exists in the database"
                            .formatted(rename.table().sibling(rename.to()))
                    : missing(
                            "the database has no table or sequence",
                            rename.table().toString(),
                            this.live.tables(),
                            this.live.sequences());
        }
        if (table.isEmpty()) {
            return missing("the database has no table", rename.table().toString(), this.live.tables(), List.of());
        }
        return table.get().column(name).isPresent()
                ? "the table already has a column '%s'".formatted(rename.to())
                : missing("the table has no column", name, table.get().columns(), List.of());
    }

    private static String missing(
            String lack, String name, List<? extends SchemaObject> objects, List<? extends SchemaObject> others) {
        List<String> names = Stream.concat(objects.stream(), others.stream())
                .map(SchemaObject::label)
                .toList();
        List<String> near = SimilarNames.to(name, names);
        return "%s '%s'%s".formatted(lack, name, near.isEmpty() ? "" : ", but '" + String.join("' and '", near) + "'");
    }
}
