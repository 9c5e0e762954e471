package dev.migrate.script;

import dev.migrate.dialect.Dialect;
import dev.migrate.error.Location;
import dev.migrate.sql.Statement;
import dev.migrate.sql.Statements;
import java.util.List;
import java.util.Optional;

/** The upgrade or downgrade section of a script for the database product of the engine. */
public interface Section {

    /** Marks the end of a truncated text. */
    String CUT = "\n-- … (the rest is not kept here)";

    /** Returns the location of its directive. */
    Location location();

    /** Returns the line at which its text begins. */
    default int firstLine() {
        return location().line() + 1;
    }

    /** Returns whether its statements run in one transaction with the record; false for {@code transaction=off}. */
    boolean transactional();

    /** Returns whether it has no statements. */
    boolean empty();

    /** Returns the first line that marks the section as unfinished, if any. */
    default Optional<Location> todo() {
        return Optional.empty();
    }

    /** Returns the lines that mark the section as unfinished. */
    default List<Location> todos() {
        return todo().stream().toList();
    }

    /** Returns whether it runs Java code, which requires a release with its class. */
    default boolean runsCode() {
        return false;
    }

    /**
     * Returns the statement that must run before its transaction, if any: its first one, which would have no effect
     * inside.
     */
    default Optional<Statement> beforeTransaction(Dialect dialect) {
        if (!transactional() || dialect.suspendForeignKeys().isEmpty()) {
            return Optional.empty();
        }
        try (Statements statements = statements()) {
            return statements.next().filter(dialect::precedesTransaction);
        }
    }

    /** Returns its text, without the directive. */
    String text();

    /** Returns at most the given number of characters of its text, followed by a note if it is truncated. */
    default String beginning(int characters) {
        String text = text();
        return text.length() <= characters ? text : text.substring(0, characters) + CUT;
    }

    /** Returns its statements, to be closed by the caller. */
    Statements statements();
}
