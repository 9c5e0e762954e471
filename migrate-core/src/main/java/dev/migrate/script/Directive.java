package dev.migrate.script;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A line that opens a section, with the position of the section's text.
 *
 * @param kind the direction of the section
 * @param transactional whether its statements share a transaction
 * @param dialects the products to which it applies; empty for all that no other section names
 * @param line the line of the directive
 * @param start the offset of the first character of the text after it
 * @param end the offset after the last character of the text
 * @param todos the lines that mark the section as unfinished
 */
record Directive(
        Kind kind, boolean transactional, Set<String> dialects, int line, long start, long end, List<Integer> todos) {

    Directive {
        todos = List.copyOf(todos);
    }

    enum Kind {
        UPGRADE,
        DOWNGRADE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    boolean names(String dialect) {
        return this.dialects.contains(dialect);
    }

    /** Returns whether both apply to the same product with the same precedence. */
    boolean conflictsWith(Directive other) {
        return this.kind == other.kind
                && (this.dialects.isEmpty()
                        ? other.dialects.isEmpty()
                        : !Collections.disjoint(this.dialects, other.dialects));
    }

    /** Returns this directive with its statements run outside a transaction. */
    Directive withoutTransaction() {
        return new Directive(this.kind, false, this.dialects, this.line, this.start, this.end, this.todos);
    }

    Directive endingAt(long end) {
        return new Directive(this.kind, this.transactional, this.dialects, this.line, this.start, end, this.todos);
    }

    /** Returns this directive marked as unfinished by the given line, too. */
    Directive withTodo(int line) {
        return new Directive(
                this.kind,
                this.transactional,
                this.dialects,
                this.line,
                this.start,
                this.end,
                Stream.concat(this.todos.stream(), Stream.of(line)).toList());
    }
}
