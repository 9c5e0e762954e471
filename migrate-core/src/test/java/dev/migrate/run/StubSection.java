package dev.migrate.run;

import dev.migrate.dialect.Dialect;
import dev.migrate.error.Location;
import dev.migrate.script.Section;
import dev.migrate.sql.Statements;
import java.io.StringReader;

/** A section with a given text. */
record StubSection(String text, boolean transactional, Dialect dialect) implements Section {

    @Override
    public Location location() {
        return new Location("stub.sql", 1);
    }

    @Override
    public boolean empty() {
        return this.text.isBlank();
    }

    @Override
    public Statements statements() {
        return this.dialect.lexer().statements(new StringReader(this.text), location());
    }
}
