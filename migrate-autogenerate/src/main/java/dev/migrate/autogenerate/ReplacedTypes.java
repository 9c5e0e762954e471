package dev.migrate.autogenerate;

import dev.migrate.diff.Mentions;
import dev.migrate.error.AutogenerateException;
import dev.migrate.error.ErrorCode;
import dev.migrate.operation.AlterEnum;
import dev.migrate.operation.DropObject;
import dev.migrate.operation.Operation;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SqlObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The types that a script creates again because an enumerated type on which they stand is replaced. */
final class ReplacedTypes {

    private ReplacedTypes() {}

    /**
     * Refuses the replacement of a composite type that a column has, because its values would have to be taken apart, or
     * that stands on several replaced types.
     *
     * @throws AutogenerateException if a script would replace such a type
     */
    static void check(List<Operation> operations, Schema before) {
        List<String> replaced = operations.stream()
                .filter((operation) -> operation instanceof AlterEnum alter && alter.exchanges())
                .map((operation) -> ((AlterEnum) operation).before().name().toString())
                .toList();
        if (replaced.isEmpty()) {
            return;
        }
        Set<QualifiedName> composites = new HashSet<>();
        for (Operation operation : operations) {
            if (operation instanceof DropObject drop && drop.definition().kind() == SqlObject.Kind.COMPOSITE) {
                SqlObject type = drop.definition();
                if (!composites.add(type.name())) {
                    throw refused(
                            replaced,
                            "The composite type '%s' has attributes of more than one of them.".formatted(type.name()),
                            "Change the enumerated types in separate revisions.");
                }
                before.tables()
                        .forEach((table) -> table.columns().stream()
                                .filter((column) ->
                                        Mentions.anyOf(List.of(type.name().name()), column.type()))
                                .findFirst()
                                .ifPresent((column) -> {
                                    throw refused(
                                            replaced,
                                            "The composite type '%s' has an attribute of it and is the type of column '%s.%s', whose values a generated script cannot convert."
                                                    .formatted(type.name(), table.name(), column.name()),
                                            "Write a revision by hand that changes the column to text (ALTER TABLE %1$s ALTER COLUMN %2$s TYPE text USING %2$s::text), replaces both types, and changes it back; upgrade, then run autogenerate again. New labels that the script does not use otherwise require no replacement."
                                                    .formatted(table.name(), column.name()));
                                }));
            }
        }
    }

    private static AutogenerateException refused(List<String> replaced, String reason, String remedy) {
        return new AutogenerateException(
                ErrorCode.NOT_COMPARED,
                "The enumerated type '%s' must be replaced, because a label is removed or moved, or because the script uses a new label. %s"
                        .formatted(String.join("', '", replaced), reason),
                remedy,
                null);
    }
}
