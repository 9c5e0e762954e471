package dev.migrate.autogenerate;

import dev.migrate.inspect.Attachment;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Warns of properties of tables that are dropped together with something else.
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
                    .map((operation) -> subject(operation, attachment))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .ifPresent((subject) -> warnings.add(new Warning(
                            Warning.Kind.LOSES_DATA,
                            subject,
                            "is dropped with %s; restore it with %s"
                                    .formatted(attachment.name(), attachment.statement()))));
        }
        return warnings;
    }

    /** Returns what an operation drops together with the attachment, if it does. */
    private static Optional<String> subject(Operation operation, Attachment attachment) {
        QualifiedName table = attachment.table();
        if (operation instanceof DropTable drop && drop.table().name().equals(table)) {
            return Optional.of(table.toString());
        }
        if (operation instanceof DropColumn drop
                && drop.table().equals(table)
                && attachment.columns().contains(drop.column().name())) {
            return Optional.of(table + "." + drop.column().name());
        }
        String index = droppedIndex(operation, table);
        return index != null && index.equals(attachment.index()) ? Optional.of(table + "." + index) : Optional.empty();
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
