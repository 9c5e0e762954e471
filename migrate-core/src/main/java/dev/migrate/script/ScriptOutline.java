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
        Directive general = null;
        for (Directive directive : this.directives) {
            if (directive.kind() == kind && directive.names(dialect)) {
                return Optional.of(directive);
            }
            if (directive.kind() == kind && directive.dialects().isEmpty() && general == null) {
                general = directive;
            }
        }
        return Optional.ofNullable(general);
    }

    boolean has(Directive.Kind kind) {
        return this.directives.stream().anyMatch((directive) -> directive.kind() == kind);
    }
}
