package dev.migrate.script;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A line that opens a section, and where the section's text lies.
 *
 * @param kind which way the section goes
 * @param transactional whether its statements share a transaction
 * @param dialects the products that it serves; none means all that no other section names
 * @param line the line of the directive
 * @param start the first character of the text after it
 * @param end the character after its last one
 * @param todo the line that marks the section as still to be written
 */
record Directive(
        Kind kind, boolean transactional, Set<String> dialects, int line, long start, long end, OptionalInt todo) {

    enum Kind {
        UPGRADE,
        DOWNGRADE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    boolean serves(String dialect) {
        return this.dialects.contains(dialect);
    }

    /** The same for a section whose statements all run outside a transaction anyway. */
    Directive apart() {
        return new Directive(this.kind, false, this.dialects, this.line, this.start, this.end, this.todo);
    }

    Directive until(long end) {
        return new Directive(this.kind, this.transactional, this.dialects, this.line, this.start, end, this.todo);
    }

    /** The same for a section that is still to be written, as its first such line says. */
    Directive todoAt(int line) {
        return this.todo.isPresent()
                ? this
                : new Directive(
                        this.kind,
                        this.transactional,
                        this.dialects,
                        this.line,
                        this.start,
                        this.end,
                        OptionalInt.of(line));
    }
}
