package dev.migrate.engine;

import dev.migrate.error.Location;
import dev.migrate.script.Section;
import dev.migrate.sql.Lexer;
import dev.migrate.sql.Statements;
import java.io.StringReader;

/** Section of a script whose text is recorded in the database. */
record RecordedSection(Location location, String text, boolean transactional, Lexer lexer) implements Section {

    @Override
    public int firstLine() {
        return this.location.line();
    }

    @Override
    public boolean empty() {
        return this.text.isBlank();
    }

    @Override
    public Statements statements() {
        return this.lexer.statements(new StringReader(this.text), this.location);
    }
}
