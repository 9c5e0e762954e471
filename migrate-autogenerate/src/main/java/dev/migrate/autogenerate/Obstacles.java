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
import java.util.Optional;

/**
 * Finds the objects that are not compared and that a change would break, or that keep the server from making it.
 *
 * @param surroundings the objects that are not compared
 * @param ddl the SQL of the product
 */
record Obstacles(Surroundings surroundings, Ddl ddl) {

    private static final String REMEDY =
            " Include it in the comparison, or write this change by hand: drop '%1$s' before it, and create it again afterward.";

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
        return this.surroundings.names().stream()
                .filter((name) -> Mentions.anyOf(List.of(name.name()), server))
                .findFirst()
                .or(() -> tableWithKey(server, message))
                .map((name) -> Verification.rejected(step, message + blocked(name)))
                .orElseGet(() -> Verification.rejected(step, message));
    }

    /** Returns the table whose foreign key is the obstacle. Not every server names it, or its table. */
    private Optional<QualifiedName> tableWithKey(String server, String message) {
        boolean ofAnyKey = server.toLowerCase(Locale.ROOT).contains("foreign key");
        return this.surroundings.all().tables().stream()
                .filter((table) -> table.constraints(Constraint.Kind.FOREIGN_KEY).stream()
                        .anyMatch((key) -> Mentions.anyOf(List.of(key.name()), server)
                                || (ofAnyKey
                                        && key.references() != null
                                        && Mentions.anyOf(
                                                List.of(key.references().name()), message))))
                .map(Table::name)
                .findFirst();
    }

    private static String blocked(QualifiedName name) {
        return ("%n%n'%1$s', which is not compared, uses what changes." + REMEDY).formatted(name);
    }
}
