package dev.migrate.script;

import dev.migrate.error.Location;
import dev.migrate.sql.Lexer;
import dev.migrate.sql.Statements;
import dev.migrate.sql.TokenVisitor;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** A section that is part of the text of a script file. */
final class TextSection implements TokenizedSection {

    private static final int BUFFER = 8192;

    private final ScriptText script;
    private final Directive directive;
    private final Lexer lexer;
    private final boolean empty;

    TextSection(ScriptText script, Directive directive, Lexer lexer) {
        this.script = script;
        this.directive = directive;
        this.lexer = lexer;
        this.empty = isBlank();
    }

    @Override
    public Location location() {
        return new Location(this.script.location(), this.directive.line());
    }

    @Override
    public boolean transactional() {
        return this.directive.transactional();
    }

    @Override
    public boolean empty() {
        return this.empty;
    }

    @Override
    public Optional<Location> todo() {
        return todos().stream().findFirst();
    }

    @Override
    public List<Location> todos() {
        return this.directive.todos().stream()
                .map((line) -> new Location(this.script.location(), line))
                .toList();
    }

    @Override
    public String text() {
        long length = this.directive.end() - this.directive.start();
        StringBuilder text = new StringBuilder((int) length);
        char[] buffer = new char[(int) Math.min(length + 1, BUFFER)];
        try (Reader reader = open()) {
            for (int count = reader.read(buffer); count >= 0; count = reader.read(buffer)) {
                text.append(buffer, 0, count);
            }
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        return text.toString();
    }

    @Override
    public String beginning(int characters) {
        if (this.directive.end() - this.directive.start() <= characters) {
            return text();
        }
        StringBuilder text = new StringBuilder();
        try (Reader reader = open()) {
            for (int character = reader.read();
                    character >= 0 && text.length() < characters;
                    character = reader.read()) {
                text.append((char) character);
            }
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        return text + CUT;
    }

    @Override
    public Statements statements(TokenVisitor visitor) {
        return this.lexer.statements(open(), new Location(this.script.location(), this.directive.line() + 1), visitor);
    }

    private boolean isBlank() {
        try (Reader reader = open()) {
            int character = reader.read();
            while (character >= 0) {
                if (!Character.isWhitespace(character)) {
                    return false;
                }
                character = reader.read();
            }
            return true;
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private Reader open() {
        try {
            return new LimitedReader(
                    this.script.open(this.directive.start()), this.directive.end() - this.directive.start());
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Reads only up to a limit, which is before the end of the underlying text. */
    private static final class LimitedReader extends Reader {

        private final Reader reader;
        private long remaining;

        LimitedReader(Reader reader, long limit) {
            this.reader = reader;
            this.remaining = limit;
        }

        @Override
        public int read(char[] target, int offset, int length) throws IOException {
            if (this.remaining == 0) {
                return -1;
            }
            int count = this.reader.read(target, offset, (int) Math.min(length, this.remaining));
            this.remaining -= Math.max(0, count);
            return count;
        }

        @Override
        public void close() throws IOException {
            this.reader.close();
        }
    }
}
