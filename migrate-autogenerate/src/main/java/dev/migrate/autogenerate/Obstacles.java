package dev.migrate.autogenerate;

import dev.migrate.autogenerate.Proposal.Verification;
import dev.migrate.autogenerate.Proposal.Verification.Step;
import dev.migrate.ddl.Ddl;
import dev.migrate.diff.Mentions;
import dev.migrate.error.AutogenerateException;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.SqlObject;
import dev.migrate.schema.Table;
import dev.migrate.scratch.Scratch;
import dev.migrate.surroundings.Surroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds the objects that are not compared and that a change would break, or that keep the server from making it.
 *
 * @param surroundings the objects that are not compared
 * @param ddl the SQL of the product
 */
record Obstacles(Surroundings surroundings, Ddl ddl) {

    private static final String INCLUDE = " Include it in the comparison, or write this change by hand";
    private static final String REMEDY = INCLUDE + ": drop '%1$s' before it, and create it again afterward.";
    private static final String KEY_REMEDY =
            INCLUDE + ": drop the foreign key '%2$s' of '%1$s' before it, and add it again afterward.";

    /** Returns the views that can be read. */
    List<SqlObject> readableViews(Scratch scratch) {
        List<SqlObject> readable = new ArrayList<>();
        for (SqlObject view : this.surroundings.views()) {
            if (readFailure(scratch, this.ddl, view).isEmpty()) {
                readable.add(view);
            }
        }
        return readable;
    }

    /** Returns the result of a step that succeeded, if it left one of the views unreadable. */
    Optional<Verification> brokenView(Scratch scratch, List<SqlObject> readable, Step step) {
        for (SqlObject view : readable) {
            Optional<String> failure = readFailure(scratch, this.ddl, view);
            if (failure.isPresent()) {
                return Optional.of(Verification.rejected(
                        step,
                        ("'%1$s', which is not compared, could no longer be read: %2$s." + REMEDY)
                                .formatted(view.name(), failure.get())));
            }
        }
        return Optional.empty();
    }

    /** Returns what the database reports if a view cannot be read. */
    static Optional<String> readFailure(Scratch scratch, Ddl ddl, SqlObject view) {
        return scratch.attempt(List.of("SELECT * FROM %s WHERE 1 = 0".formatted(ddl.name(view.name()))))
                .get(0);
    }

    /** Returns the result of a step that failed, with the object that is the obstacle. */
    Verification rejected(Step step, AutogenerateException failure) {
        String message = String.valueOf(failure.getMessage());
        String server = String.valueOf(
                failure.getCause() == null ? message : failure.getCause().getMessage());
        List<Table> tables = this.surroundings.all().tables();
        return blockingKey(tables, server, message)
                .or(() -> this.surroundings.names().stream()
                        .filter((name) -> Mentions.anyOf(List.of(name.name()), server))
                        .findFirst()
                        .map((name) -> blocked(
                                name,
                                tables.stream().anyMatch((table) -> table.name().equals(name))
                                        ? INCLUDE + "."
                                        : REMEDY.formatted(name))))
                .map((reason) -> Verification.rejected(step, message + reason))
                .orElseGet(() -> Verification.rejected(step, message));
    }

    /** Returns the reason if a foreign key is the obstacle. Not every server names it, or its table. */
    private static Optional<String> blockingKey(List<Table> tables, String server, String message) {
        boolean ofAnyKey = server.toLowerCase(Locale.ROOT).contains("foreign key");
        for (Table table : tables) {
            boolean namesTable = Mentions.anyOf(List.of(table.name().name()), server);
            for (Constraint key : table.constraints(Constraint.Kind.FOREIGN_KEY)) {
                QualifiedName target = Objects.requireNonNull(key.references());
                if (Mentions.anyOf(List.of(key.name()), server)
                        || ((ofAnyKey || namesTable) && Mentions.anyOf(List.of(target.name()), message))) {
                    return Optional.of(blocked(table.name(), KEY_REMEDY.formatted(table.name(), key.name())));
                }
            }
        }
        return Optional.empty();
    }

    private static String blocked(QualifiedName name, String remedy) {
        return "%n%n'%s', which is not compared, uses what changes.%s".formatted(name, remedy);
    }
}
