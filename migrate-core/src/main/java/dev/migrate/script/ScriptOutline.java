package dev.migrate.script;

import java.util.List;
import java.util.Optional;

/**
 * The header and the sections of a script, found by lines without parsing SQL.
 *
 * @param header the comment block at the top
 * @param directives the sections, in order
 */
record ScriptOutline(List<Line> header, List<Directive> directives) {

    /** A line with its number, counted from one. */
    record Line(int number, String text) {}

    /** Returns the section of a kind for a product: one that names the product, else one that names none. */
    Optional<Directive> section(Directive.Kind kind, String dialect) {
        List<Directive> ofKind = this.directives.stream()
                .filter((directive) -> directive.kind() == kind)
                .toList();
        return ofKind.stream()
                .filter((directive) -> directive.names(dialect))
                .findFirst()
                .or(() -> ofKind.stream()
                        .filter((directive) -> directive.dialects().isEmpty())
                        .findFirst());
    }

    boolean has(Directive.Kind kind) {
        return this.directives.stream().anyMatch((directive) -> directive.kind() == kind);
    }
}
