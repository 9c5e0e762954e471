package dev.migrate.autogenerate;

import dev.migrate.diff.Mentions;
import dev.migrate.inspect.Access;
import dev.migrate.operation.AddColumn;
import dev.migrate.operation.AlterColumn;
import dev.migrate.operation.AlterEnum;
import dev.migrate.operation.CreateObject;
import dev.migrate.operation.DropColumn;
import dev.migrate.operation.DropObject;
import dev.migrate.operation.DropTable;
import dev.migrate.operation.Execute;
import dev.migrate.operation.Operation;
import dev.migrate.render.Warning;
import dev.migrate.schema.Column;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.SqlObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Adds the privileges of objects to the statements that create these objects again. */
final class KeptAccess {

    private final Map<QualifiedName, Access> access;

    KeptAccess(List<Access> access) {
        this.access =
                access.stream().collect(Collectors.toMap(Access::object, Function.identity(), (one, other) -> one));
    }

    /** Returns the operations, of which those that create a dropped object, or whose inverse does, grant its privileges. */
    List<Operation> in(List<Operation> operations) {
        Set<QualifiedName> dropped = operations.stream()
                .filter(DropObject.class::isInstance)
                .map((operation) -> ((DropObject) operation).definition().name())
                .collect(Collectors.toSet());
        return operations.stream()
                .flatMap((operation) -> {
                    if (operation instanceof DropObject drop) {
                        return Stream.of(new DropObject(granted(drop.definition())));
                    }
                    if (operation instanceof AlterEnum alter && alter.exchanges()) {
                        return granted(alter);
                    }
                    return Stream.of(
                            operation instanceof CreateObject create
                                            && dropped.contains(
                                                    create.definition().name())
                                    ? new CreateObject(granted(create.definition()))
                                    : operation);
                })
                .toList();
    }

    /** Returns the replacement of a type, after which both sections grant its privileges. */
    private Stream<Operation> granted(AlterEnum alter) {
        Access known = this.access.get(alter.before().name());
        List<Access.Grant> grants = known == null ? List.of() : known.grants();
        return Stream.of(
                        grants.stream().map((grant) -> new Execute("", grant.sql())),
                        Stream.of(alter),
                        grants.stream().map((grant) -> new Execute(grant.sql(), "")))
                .flatMap((part) -> part);
    }

    private SqlObject granted(SqlObject created) {
        Access known = known(created);
        if (known == null) {
            return created;
        }
        String text = String.join(";", created.create());
        return created.followedBy(known.grants().stream()
                .filter((grant) -> isThere(grant.column(), text))
                .map(Access.Grant::sql)
                .toList());
    }

    private static boolean isThere(@Nullable String column, String text) {
        return column == null || Mentions.anyOf(List.of(column), text);
    }

    private @Nullable Access known(SqlObject sqlObject) {
        QualifiedName name = sqlObject.name();
        return switch (sqlObject.kind()) {
            case VIEW, MATERIALIZED_VIEW, PARTITION, FUNCTION, PROCEDURE, AGGREGATE, DOMAIN, COMPOSITE ->
                this.access.get(name);
            case TRIGGER -> this.access.get(Access.trigger(name));
            default -> null;
        };
    }

    /** Returns warnings for objects that are created again and had another owner. */
    List<Warning> otherOwners(List<Operation> operations) {
        Set<QualifiedName> seen = new HashSet<>();
        List<Warning> warnings = new ArrayList<>();
        for (Operation operation : operations) {
            if (operation instanceof AlterEnum alter && alter.exchanges()) {
                Access known = this.access.get(alter.before().name());
                if (known != null && known.owner() != null) {
                    warnings.add(otherOwner(known.object(), known.owner()));
                }
            } else if (operation instanceof DropObject drop) {
                Access known = known(drop.definition());
                boolean recreated = operations.stream()
                        .anyMatch((other) -> other instanceof CreateObject create
                                && create.definition()
                                        .name()
                                        .equals(drop.definition().name()));
                if (known != null && known.owner() != null && recreated && seen.add(known.object())) {
                    warnings.add(otherOwner(drop.definition().name(), known.owner()));
                }
            }
        }
        return warnings;
    }

    private static Warning otherOwner(QualifiedName name, String owner) {
        return new Warning(
                Warning.Kind.TO_REVIEW,
                name.toString(),
                "is created again and then belongs to the user that runs the script, no longer to '%s'"
                        .formatted(owner));
    }

    /** Returns warnings for objects that are created and have another owner in the live database. */
    List<Warning> ofOtherOwners(List<Operation> operations) {
        List<Warning> warnings = new ArrayList<>();
        for (Operation operation : operations) {
            if (operation instanceof CreateObject create) {
                Access known = known(create.definition());
                if (known != null && known.owner() != null) {
                    warnings.add(new Warning(
                            Warning.Kind.TO_REVIEW,
                            create.definition().name().toString(),
                            "will belong to the user that runs the script, not to '%s'".formatted(known.owner())));
                }
            }
        }
        return warnings;
    }

    /** Returns warnings for columns that are dropped and added again, whose privileges the script does not grant again. */
    List<Warning> ofRecreatedColumns(List<Operation> operations) {
        List<Warning> warnings = new ArrayList<>();
        for (Operation operation : operations) {
            if (operation instanceof DropColumn drop && isAdded(drop, operations)) {
                warnings.addAll(withoutPrivileges(drop.table(), drop.column()));
            } else if (operation instanceof AlterColumn alter
                    && alter.before().generated() == null
                    && alter.after().generated() != null) {
                warnings.addAll(withoutPrivileges(alter.table(), alter.before()));
            }
        }
        return warnings;
    }

    private static boolean isAdded(DropColumn drop, List<Operation> operations) {
        return operations.stream()
                .anyMatch((operation) -> operation instanceof AddColumn add
                        && add.table().equals(drop.table())
                        && add.column().name().equals(drop.column().name()));
    }

    private List<Warning> withoutPrivileges(QualifiedName table, Column column) {
        Access known = this.access.get(table);
        String grants = known == null
                ? ""
                : known.grants().stream()
                        .filter((grant) -> column.name().equals(grant.column()))
                        .map(Access.Grant::sql)
                        .collect(Collectors.joining("; "));
        return grants.isEmpty()
                ? List.of()
                : List.of(new Warning(
                        Warning.Kind.TO_REVIEW,
                        table + "." + column.name(),
                        "is added again without its privileges; " + grants));
    }

    /** Returns warnings for dropped tables, whose privileges the downgrade does not grant again. */
    List<Warning> ofDroppedTables(List<Operation> operations) {
        return operations.stream()
                .filter(DropTable.class::isInstance)
                .map((operation) ->
                        this.access.get(((DropTable) operation).table().name()))
                .filter((known) -> known != null && !known.grants().isEmpty())
                .map((known) -> new Warning(
                        Warning.Kind.TO_REVIEW,
                        known.object().toString(),
                        "is created without its privileges; "
                                + known.grants().stream().map(Access.Grant::sql).collect(Collectors.joining("; "))))
                .toList();
    }
}
