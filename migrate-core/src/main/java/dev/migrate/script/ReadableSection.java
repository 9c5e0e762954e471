package dev.migrate.script;

import dev.migrate.dialect.Statements;
import dev.migrate.dialect.TokenVisitor;

/** A section that is checked when it is loaded. */
interface ReadableSection extends Section {

    /** Its statements, to be closed by the caller; shows the visitor every token. */
    Statements statements(TokenVisitor visitor);

    @Override
    default Statements statements() {
        return statements(TokenVisitor.NONE);
    }
}
