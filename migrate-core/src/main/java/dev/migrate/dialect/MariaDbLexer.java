package dev.migrate.dialect;
import dev.migrate.error.Location;
import java.io.Reader;
/** temp */
final class MariaDbLexer implements Lexer { @Override public Statements statements(Reader text, Location start) { throw new IllegalStateException(); } }
