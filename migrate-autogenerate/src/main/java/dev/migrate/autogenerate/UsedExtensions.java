package dev.migrate.autogenerate;

import dev.migrate.operation.AddColumn;
import dev.migrate.operation.AlterColumn;
import dev.migrate.operation.CreateTable;
import dev.migrate.operation.Operation;
import dev.migrate.render.Warning;
import dev.migrate.schema.Column;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SqlObject;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Warns of an extension that a script is the first to use. It might have been created by hand in the live database only.
 *
 * @param creations the statements that create extensions, by the names of the types that these contain
 */
record UsedExtensions(Map<String, String> creations) {

    UsedExtensions {
        creations = Map.copyOf(creations);
    }

    /**
     * Returns a warning for each extension.
     *
     * @param before the schema before the script
     * @param wanted the schema of the models, which might create the extension
     */
    List<Warning> in(List<Operation> operations, Schema before, Schema wanted) {
        Set<String> known = new HashSet<>();
        before.tables().stream()
                .flatMap((table) -> table.columns().stream())
                .forEach((column) -> creation(column).ifPresent(known::add));
        wanted.definitions().stream()
                .filter((definition) -> definition.kind() == SqlObject.Kind.EXTENSION)
                .flatMap((definition) -> definition.create().stream())
                .forEach((sql) -> known.add(sql.replace("CREATE EXTENSION ", "CREATE EXTENSION IF NOT EXISTS ")));
        Map<String, Warning> warnings = new LinkedHashMap<>();
        operations.stream()
                .flatMap(UsedExtensions::columns)
                .forEach((use) -> creation(use.column())
                        .filter((creation) -> !known.contains(creation))
                        .ifPresent((creation) -> warnings.putIfAbsent(
                                creation,
                                new Warning(
                                        Warning.Kind.TO_REVIEW,
                                        use.table() + "." + use.column().name(),
                                        "is the first to use an extension, which the models do not create; unless an earlier revision does, a new database lacks it: write %s; at the start of the upgrade"
                                                .formatted(creation)))));
        return List.copyOf(warnings.values());
    }

    private record Use(QualifiedName table, Column column) {}

    private static Stream<Use> columns(Operation operation) {
        if (operation instanceof CreateTable create) {
            return create.table().columns().stream()
                    .map((column) -> new Use(create.table().name(), column));
        }
        if (operation instanceof AddColumn add) {
            return Stream.of(new Use(add.table(), add.column()));
        }
        return operation instanceof AlterColumn alter
                ? Stream.of(new Use(alter.table(), alter.after()))
                : Stream.empty();
    }

    /** Returns the statement that creates the extension to which the type of a column belongs. */
    private Optional<String> creation(Column column) {
        String type = column.type().replaceAll("\\(.*|\\[\\]", "").replace("\"", "");
        return Optional.ofNullable(this.creations.get(type.substring(type.lastIndexOf('.') + 1)));
    }
}
