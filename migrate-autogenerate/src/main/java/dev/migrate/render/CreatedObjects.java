package dev.migrate.render;

import dev.migrate.operation.AddColumn;
import dev.migrate.operation.CreateObject;
import dev.migrate.operation.CreateSequence;
import dev.migrate.operation.CreateTable;
import dev.migrate.operation.Operation;
import dev.migrate.operation.RebuildTable;
import dev.migrate.render.Warning.Kind;
import dev.migrate.schema.Column;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The objects that the upgrade creates. That the downgrade drops them is expected, so a single warning covers all of
 * them.
 */
record CreatedObjects(Set<String> holders, Set<String> sequences) {

    static final CreatedObjects NOTHING = new CreatedObjects(Set.of(), Set.of());

    private static final int NAMED = 3;

    static CreatedObjects by(List<Operation> upgrade) {
        Set<String> holders = new HashSet<>();
        Set<String> sequences = new HashSet<>();
        for (Operation operation : upgrade) {
            if (operation instanceof CreateTable create) {
                holders.add(create.table().name().toString());
            } else if (operation instanceof AddColumn add) {
                holders.add(Warnings.subject(add.table(), add.column().name()));
            } else if (operation instanceof RebuildTable rebuild) {
                columns(rebuild).forEach(holders::add);
            } else if (operation instanceof CreateObject createObject) {
                holders.add(createObject.definition().name().toString());
            } else if (operation instanceof CreateSequence create) {
                sequences.add(create.sequence().name().toString());
            }
        }
        return new CreatedObjects(Set.copyOf(holders), Set.copyOf(sequences));
    }

    private static Stream<String> columns(RebuildTable rebuild) {
        return rebuild.after().columns().stream()
                .map(Column::name)
                .filter((name) -> rebuild.before().column(name).isEmpty())
                .map((name) -> Warnings.subject(rebuild.after().name(), name));
    }

    /** Whether a warning is about the loss of an object that the upgrade creates. */
    boolean includes(Warning warning) {
        return warning.kind() == Kind.LOSES_DATA
                && (this.holders.contains(warning.subject()) || this.sequences.contains(warning.subject()));
    }

    /** Returns one warning in place of those about created objects that are dropped with their data. */
    Optional<Warning> lossOf(List<Warning> losses) {
        List<String> names = losses.stream()
                .map(Warning::subject)
                .filter(this.holders::contains)
                .distinct()
                .toList();
        if (names.isEmpty()) {
            return Optional.empty();
        }
        String some = names.stream().limit(NAMED).collect(Collectors.joining(", "));
        String all = names.size() > NAMED ? "%s and %d more".formatted(some, names.size() - NAMED) : some;
        return Optional.of(new Warning(
                Kind.LOSES_DATA,
                all,
                names.size() == 1
                        ? "is dropped with its contents; the upgrade created it"
                        : "are dropped with their contents; the upgrade created them"));
    }
}
