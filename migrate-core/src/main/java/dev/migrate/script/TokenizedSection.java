package dev.migrate.script;

import dev.migrate.sql.Statements;
import dev.migrate.sql.TokenVisitor;

/** A section that is validated when it is loaded. */
interface TokenizedSection extends Section {

    /** Returns its statements, to be closed by the caller. The visitor receives every token. */
    Statements statements(TokenVisitor visitor);

    @Override
    default Statements statements() {
        return statements(TokenVisitor.NONE);
    }
}
