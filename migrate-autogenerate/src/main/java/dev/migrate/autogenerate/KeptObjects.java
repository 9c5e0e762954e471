package dev.migrate.autogenerate;

import dev.migrate.ddl.Ddl;
import dev.migrate.diff.SchemaDifference;
import dev.migrate.error.AutogenerateException;
import dev.migrate.error.ErrorCode;
import dev.migrate.operation.AddConstraint;
import dev.migrate.operation.CreateIndex;
import dev.migrate.operation.CreateObject;
import dev.migrate.operation.Operation;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaObject;
import dev.migrate.schema.SqlObject;
import dev.migrate.scratch.Scratch;
import dev.migrate.scratch.ScratchFactory;
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
                    "Write a revision by hand that drops or changes %s, upgrade, then run autogenerate again."
                            .formatted(unfit.values().stream()
                                    .map((object) -> "'" + object.name() + "'")
                                    .collect(Collectors.joining(", "))),
                    null);
        }
    }

    /** Returns the kept objects that cannot be created in a schema, or that cannot be read in it. */
    private Map<String, Unfit> unfit(ScratchFactory scratchDatabases, ScratchCopy copy, Schema schema) {
        Map<String, Unfit> unfit = new LinkedHashMap<>();
        try (Scratch scratch = scratchDatabases.open()) {
            for (Operation operation : copy.operations(schema)) {
                Optional<SchemaObject> kept = created(operation).filter(this::contains);
                Optional<String> refusal = refusal(scratch, copy.sql(operation));
                if (refusal.isPresent() && kept.isEmpty() && !copy.isSurrounding(operation)) {
                    return unfit;
                }
                kept.ifPresent((object) -> refusal.or(() -> readFailure(scratch, copy.ddl(), object))
                        .ifPresent((message) -> unfit.put(label(object), new Unfit(object.label(), message))));
            }
        }
        return unfit;
    }

    private boolean contains(SchemaObject object) {
        return this.labels.contains(label(object));
    }

    private static Optional<String> refusal(Scratch scratch, List<String> statements) {
        try {
            scratch.run(statements);
            return Optional.empty();
        } catch (AutogenerateException refused) {
            if (refused.code() != ErrorCode.MODEL_REFUSED) {
                throw refused;
            }
            Throwable reported = Objects.requireNonNullElse(refused.getCause(), refused);
            return Optional.of(String.valueOf(reported.getMessage()));
        }
    }

    /** Returns why a view cannot be read. SQLite creates a view without checking what it reads. */
    private static Optional<String> readFailure(Scratch scratch, Ddl ddl, SchemaObject object) {
        return object instanceof SqlObject view && view.kind() == SqlObject.Kind.VIEW
                ? Obstacles.readFailure(scratch, ddl, view)
                : Optional.empty();
    }

    private static Optional<SchemaObject> created(Operation operation) {
        if (operation instanceof CreateObject create) {
            return Optional.of(create.definition());
        }
        if (operation instanceof CreateIndex create) {
            return Optional.of(create.index());
        }
        return operation instanceof AddConstraint add ? Optional.of(add.constraint()) : Optional.empty();
    }

    /** An object that does not fit, and what the database reports. */
    private record Unfit(String name, String message) {}
}
