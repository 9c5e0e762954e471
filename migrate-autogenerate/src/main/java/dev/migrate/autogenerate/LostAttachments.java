package dev.migrate.autogenerate;

import dev.migrate.error.AutogenerateException;
import dev.migrate.error.ErrorCode;
import dev.migrate.inspect.Attachment;
import dev.migrate.inspect.Attachment.Effect;
import dev.migrate.operation.AddColumn;
import dev.migrate.operation.AlterColumn;
import dev.migrate.operation.AlterEnum;
import dev.migrate.operation.DropColumn;
import dev.migrate.operation.DropConstraint;
import dev.migrate.operation.DropIndex;
import dev.migrate.operation.DropTable;
import dev.migrate.operation.Operation;
import dev.migrate.operation.ReplacePrimaryKey;
import dev.migrate.render.Warning;
import dev.migrate.schema.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Warns of properties of tables that are dropped together with something else, and rejects what they prevent.
 *
 * @param attachments the properties in the live database
 */
record LostAttachments(List<Attachment> attachments) {

    LostAttachments {
        attachments = List.copyOf(attachments);
    }

    /** Returns the warnings, each at most once. */
    List<Warning> in(List<Operation> operations) {
        List<Warning> warnings = new ArrayList<>();
        for (Attachment attachment : this.attachments) {
            operations.stream()
                    .map((operation) -> subject(operation, attachment, operations))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .ifPresent((subject) -> warnings.add(new Warning(
                            isOfColumn(attachment) ? Warning.Kind.TO_REVIEW : Warning.Kind.LOSES_DATA,
                            subject,
                            (isOfColumn(attachment)
                                            ? "loses %s; restore it with %s"
                                            : "is dropped with %s; restore it with %s")
                                    .formatted(attachment.name(), attachment.statement()))));
        }
        return warnings;
    }

    private static boolean isOfColumn(Attachment attachment) {
        return attachment.effect() == Effect.LOST_IF_ADDED_AGAIN || attachment.effect() == Effect.LOST_WITH_TYPE;
    }

    /** Rejects changes that the server refuses because of a property, which no scratch database has. */
    void check(List<Operation> operations) {
        for (Attachment attachment : this.attachments) {
            operations.stream()
                    .flatMap((operation) -> changed(operation, attachment.table()))
                    .filter((column) -> attachment.effect() == Effect.PREVENTS
                            && attachment.columns().contains(column))
                    .findFirst()
                    .ifPresent((column) -> {
                        throw new AutogenerateException(
                                ErrorCode.NOT_COMPARED,
                                "'%s.%s' cannot be changed while '%s' has %s, which uses the column."
                                        .formatted(attachment.table(), column, attachment.table(), attachment.name()),
                                "Run '%s', then retry. After the upgrade, run '%s' with the columns that are left."
                                        .formatted(attachment.remove(), attachment.statement()),
                                null);
                    });
        }
    }

    /** Returns the columns of a table that an operation drops, or whose type it changes. */
    private static Stream<String> changed(Operation operation, QualifiedName table) {
        if (operation instanceof DropColumn drop && drop.table().equals(table)) {
            return Stream.of(drop.column().name());
        }
        if (operation instanceof AlterColumn alter && alter.table().equals(table)) {
            boolean sameType = alter.before().type().equals(alter.after().type())
                    && Objects.equals(alter.before().collation(), alter.after().collation())
                    && Objects.equals(alter.before().generated(), alter.after().generated());
            return sameType ? Stream.empty() : Stream.of(alter.before().name());
        }
        return operation instanceof AlterEnum alter && alter.exchanges()
                ? alter.uses().stream()
                        .filter((use) -> use.table().equals(table))
                        .map((use) -> use.column().name())
                : Stream.empty();
    }

    /** Returns what an operation drops or replaces together with the attachment, if it does. */
    private static Optional<String> subject(Operation operation, Attachment attachment, List<Operation> all) {
        QualifiedName table = attachment.table();
        if (operation instanceof DropTable drop && drop.table().name().equals(table)) {
            return attachment.effect() == Effect.DROPPED || attachment.effect() == Effect.PREVENTS
                    ? Optional.of(table.toString())
                    : Optional.empty();
        }
        Optional<String> column = lost(operation, attachment, all)
                .filter(attachment.columns()::contains)
                .findFirst();
        if (column.isPresent()) {
            return column.map((name) -> table + "." + name);
        }
        String index = droppedIndex(operation, table);
        return index != null && index.equals(attachment.index()) ? Optional.of(table + "." + index) : Optional.empty();
    }

    /** Returns the columns for which an operation loses the attachment. */
    private static Stream<String> lost(Operation operation, Attachment attachment, List<Operation> all) {
        QualifiedName table = attachment.table();
        return switch (attachment.effect()) {
            case PREVENTS -> Stream.empty();
            case DROPPED ->
                operation instanceof DropColumn drop && drop.table().equals(table)
                        ? Stream.of(drop.column().name())
                        : Stream.empty();
            case LOST_IF_ADDED_AGAIN -> replaced(operation, table, all);
            case LOST_WITH_TYPE ->
                operation instanceof DropColumn ? replaced(operation, table, all) : changed(operation, table);
        };
    }

    /** Returns the column that an operation drops and that another one adds again, or that it replaces by itself. */
    private static Stream<String> replaced(Operation operation, QualifiedName table, List<Operation> all) {
        if (operation instanceof DropColumn drop && drop.table().equals(table)) {
            return all.stream()
                    .filter(AddColumn.class::isInstance)
                    .map(AddColumn.class::cast)
                    .filter((add) -> add.table().equals(table))
                    .map((add) -> add.column().name())
                    .filter(drop.column().name()::equals);
        }
        return operation instanceof AlterColumn alter
                        && alter.table().equals(table)
                        && alter.before().generated() == null
                        && alter.after().generated() != null
                ? Stream.of(alter.before().name())
                : Stream.empty();
    }

    private static @Nullable String droppedIndex(Operation operation, QualifiedName table) {
        if (operation instanceof DropIndex drop && drop.table().equals(table)) {
            return drop.index().name();
        }
        if (operation instanceof DropConstraint drop && drop.table().equals(table)) {
            return drop.constraint().name();
        }
        return operation instanceof ReplacePrimaryKey replace && replace.table().equals(table)
                ? replace.before().name()
                : null;
    }
}
