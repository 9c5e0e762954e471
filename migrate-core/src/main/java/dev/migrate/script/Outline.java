package dev.migrate.script;

import java.util.List;
import java.util.Optional;

/**
 * A script as its lines tell, before any SQL is looked at.
 *
 * @param header the comment block at its top
 * @param directives the sections, in their order
 */
record Outline(List<Line> header, List<Directive> directives) {

    /** A line and its number, counted from one. */
    record Line(int number, String text) {}

    /** The section of a kind that serves a product: one that names it, else one that names none. */
    Optional<Directive> section(Directive.Kind kind, String dialect) {
        List<Directive> ofKind = this.directives.stream()
                .filter((directive) -> directive.kind() == kind)
                .toList();
        return ofKind.stream()
                .filter((directive) -> directive.serves(dialect))
                .findFirst()
                .or(() -> ofKind.stream()
                        .filter((directive) -> directive.dialects().isEmpty())
                        .findFirst());
    }

    boolean has(Directive.Kind kind) {
        return this.directives.stream().anyMatch((directive) -> directive.kind() == kind);
    }
}
