package dev.migrate.script;

import dev.migrate.dialect.Statements;
import dev.migrate.error.Location;
import java.util.Optional;

/** The upgrade or the downgrade part of a script, as it serves the engine's database. */
public interface Section {

    /** What stands in place of the rest of a text. */
    String CUT = "\n-- … (the rest is not kept here)";

    /** The line of its directive. */
    Location location();

    /** The line where its text begins. */
    default int firstLine() {
        return location().line() + 1;
    }

    /** Whether its statements run in one transaction with the record; {@code transaction=off} says no. */
    boolean transactional();

    /** Whether there is nothing in it to run. */
    boolean empty();

    /** Where the section says that it is still to be written; none where it is written. */
    default Optional<Location> todo() {
        return Optional.empty();
    }

    /** Whether Java code is run in it, which only an engine does that has its class. */
    default boolean runsCode() {
        return false;
    }

    /** Its text, without the directive. */
    String text();

    /** At most so many characters of its text, with a note at the end if that is not all. */
    default String beginning(int characters) {
        String text = text();
        return text.length() <= characters ? text : text.substring(0, characters) + CUT;
    }

    /** Its statements, to be closed by the caller. */
    Statements statements();
}
