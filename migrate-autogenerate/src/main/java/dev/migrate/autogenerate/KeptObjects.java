package dev.migrate.autogenerate;

import dev.migrate.ddl.Ddl;
import dev.migrate.diff.ComparisonRules;
import dev.migrate.diff.Mentions;
import dev.migrate.diff.SchemaComparison;
import dev.migrate.diff.SchemaDifference;
import dev.migrate.error.AutogenerateException;
import dev.migrate.error.ErrorCode;
import dev.migrate.operation.CreateObject;
import dev.migrate.operation.CreateTable;
import dev.migrate.operation.DdlLimit;
import dev.migrate.operation.Operation;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaObject;
import dev.migrate.schema.SqlObject;
import dev.migrate.schema.Table;
import dev.migrate.scratch.Scratch;
import dev.migrate.scratch.ScratchFactory;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The objects of the database that the models cannot define, such as views and triggers, and that are kept. The models
 * can drop or change what these use.
 *
 * @param labels the kinds and names of the objects
 */
record KeptObjects(Set<String> labels) {

    KeptObjects {
        labels = Set.copyOf(labels);
    }

    /**
     * Returns the kept objects.
     *
     * @param unmanaged the differences that the models do not resolve
     * @param views the views that are kept, but created again with new names
     */
    static KeptObjects of(List<SchemaDifference> unmanaged, List<SqlObject> views) {
        return new KeptObjects(Stream.concat(unmanaged.stream().map(SchemaDifference::element), views.stream())
                .map(KeptObjects::label)
                .collect(Collectors.toSet()));
    }

    private static String label(SchemaObject object) {
        return object.word() + " " + object.label();
    }

    /**
     * Rejects a schema that kept objects do not fit.
     *
     * @param before the schema before the change; what does not fit it either is ignored
     * @param after the schema after the change, with the kept objects
     * @throws AutogenerateException if objects do not fit; the message contains what the database reports
     */
    void check(ScratchFactory scratchDatabases, ScratchCopy copy, Schema before, Schema after) {
        if (this.labels.isEmpty()) {
            return;
        }
        Map<String, Unfit> unfit = unfit(scratchDatabases, copy, after);
        if (!unfit.isEmpty()) {
            unfit.keySet().removeAll(unfit(scratchDatabases, copy, before).keySet());
        }
        if (!unfit.isEmpty()) {
            throw new AutogenerateException(
                    ErrorCode.NOT_COMPARED,
                    unfit.values().stream()
                            .map((object) ->
                                    "'%s', which the models cannot define and which is kept, does not fit the models: %s"
                                            .formatted(object.name(), object.message()))
                            .collect(Collectors.joining("%n".formatted())),
                    remedy(
                            RenameHints.of(SchemaComparison.between(before, after, ComparisonRules.STRICT)),
                            unfit.values()),
                    null);
        }
    }

    /** Returns what to do; a rename changes what uses the old name, so that the objects fit again. */
    private static String remedy(List<Rename> likelyRenames, Collection<Unfit> unfit) {
        String renamed = likelyRenames.stream()
                .map((rename) -> "If '%s' was renamed to '%s', run autogenerate with --rename %s. "
                        .formatted(rename.from(), rename.to(), rename))
                .collect(Collectors.joining());
        return "%s%s a revision by hand that drops or changes %s, upgrade, then run autogenerate again."
                .formatted(
                        renamed,
                        renamed.isEmpty() ? "Write" : "Otherwise, write",
                        unfit.stream()
                                .map((object) -> "'" + object.name() + "'")
                                .collect(Collectors.joining(", ")));
    }

    /** Returns the kept objects that cannot be created in a schema, or that cannot be used in it. */
    private Map<String, Unfit> unfit(ScratchFactory scratchDatabases, ScratchCopy copy, Schema schema) {
        Map<String, Unfit> unfit = new LinkedHashMap<>();
        try (Scratch scratch = scratchDatabases.open()) {
            for (Operation operation : copy.operations(schema)) {
                List<SchemaObject> kept = created(operation)
                        .filter((object) -> this.labels.contains(label(object)))
                        .toList();
                for (String statement : copy.sql(operation)) {
                    Optional<String> refusal = refusal(scratch, statement);
                    if (refusal.isPresent()) {
                        Optional<SchemaObject> object = kept.stream()
                                .filter((one) ->
                                        one instanceof SqlObject || Mentions.anyOf(List.of(one.label()), statement))
                                .findFirst();
                        if (object.isEmpty() && !copy.isSurrounding(operation)) {
                            return unfit;
                        }
                        object.ifPresent((one) -> unfit.putIfAbsent(label(one), new Unfit(one.label(), refusal.get())));
                    }
                }
                if (operation instanceof CreateObject create
                        && !kept.isEmpty()
                        && !unfit.containsKey(label(create.definition()))) {
                    SqlObject object = create.definition();
                    failureOfUse(scratch, copy.ddl(), object, schema)
                            .ifPresent((message) -> unfit.put(label(object), new Unfit(object.label(), message)));
                }
            }
        }
        return unfit;
    }

    /** Returns the objects that an operation creates; for a table, its parts that can be kept. */
    private static Stream<SchemaObject> created(Operation operation) {
        if (operation instanceof CreateTable create) {
            return Stream.concat(create.table().constraints().stream(), create.table().indexes().stream());
        }
        return operation instanceof CreateObject create ? Stream.of(create.definition()) : Stream.empty();
    }

    private static Optional<String> refusal(Scratch scratch, String statement) {
        try {
            scratch.run(List.of(statement));
            return Optional.empty();
        } catch (AutogenerateException refused) {
            if (refused.code() != ErrorCode.MODEL_REFUSED) {
                throw refused;
            }
            Throwable reported = Objects.requireNonNullElse(refused.getCause(), refused);
            return Optional.of(String.valueOf(reported.getMessage()));
        }
    }

    /** Returns why an object fails when it is used. SQLite creates views and triggers without checking what they use. */
    private static Optional<String> failureOfUse(Scratch scratch, Ddl ddl, SqlObject object, Schema schema) {
        if (object.kind() == SqlObject.Kind.VIEW) {
            return Obstacles.readFailure(scratch, ddl, object);
        }
        if (object.kind() != SqlObject.Kind.TRIGGER
                || object.table() == null
                || !ddl.limits().contains(DdlLimit.REBUILDS_TABLES)) {
            return Optional.empty();
        }
        Optional<String> failure = schema.table(object.table()).flatMap((table) -> changeFailure(scratch, ddl, table));
        if (failure.isPresent()) {
            // The other triggers of the table fire as well.
            scratch.run(List.of(object.drop()));
        }
        return failure;
    }

    /** Returns why the rows of a table cannot change. SQLite explains a statement with the triggers that it fires. */
    private static Optional<String> changeFailure(Scratch scratch, Ddl ddl, Table table) {
        String name = ddl.name(table.name());
        String columns = table.columns().stream()
                .filter((column) -> column.generated() == null)
                .map((column) -> ddl.identifier(column.name()))
                .map((column) -> column + " = " + column)
                .collect(Collectors.joining(", "));
        return scratch
                .attempt(List.of(
                        "EXPLAIN INSERT INTO %s DEFAULT VALUES".formatted(name),
                        "EXPLAIN UPDATE %s SET %s".formatted(name, columns),
                        "EXPLAIN DELETE FROM %s".formatted(name)))
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** An object that does not fit, and what the database reports. */
    private record Unfit(String name, String message) {}
}
