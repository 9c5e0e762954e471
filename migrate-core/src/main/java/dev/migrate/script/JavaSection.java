package dev.migrate.script;

import dev.migrate.error.Location;
import dev.migrate.operation.ConnectionWork;
import dev.migrate.sql.Lexer;
import dev.migrate.sql.Statement;
import dev.migrate.sql.Statements;
import dev.migrate.sql.Token;
import dev.migrate.sql.TokenVisitor;
import java.io.StringReader;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The section of a migration in Java, made of its recorded operations. Its checksum covers the position of Java code but not the code itself.
 *
 * @param location the class
 * @param parts SQL and code, in order
 * @param todo the line that marks the section as unfinished
 */
record JavaSection(Location location, List<Part> parts, boolean transactional, Lexer lexer, Optional<Location> todo)
        implements TokenizedSection {

    JavaSection {
        parts = List.copyOf(parts);
    }

    /** Returns this section with each statement run outside a transaction. */
    JavaSection withoutTransaction() {
        return new JavaSection(this.location, this.parts, false, this.lexer, this.todo);
    }

    /**
     * Statements, or the code between them.
     *
     * @param text the statements, or a comment that represents the code
     * @param lines the line of the source for each statement
     */
    record Part(String text, List<Location> lines, Optional<ConnectionWork> code) {

        Part {
            lines = List.copyOf(lines);
        }

        Statement statement() {
            return new Statement(this.text.strip(), this.lines.get(0), "", Optional.empty(), this.code);
        }
    }

    @Override
    public boolean empty() {
        return this.parts.isEmpty();
    }

    @Override
    public boolean runsCode() {
        return this.parts.stream().anyMatch((part) -> part.code().isPresent());
    }

    @Override
    public String text() {
        return this.parts.stream().map(Part::text).collect(Collectors.joining());
    }

    @Override
    public Statements statements(TokenVisitor visitor) {
        return new PartStatements(this.parts.iterator(), this.lexer, visitor);
    }

    /** Reads the statements of the parts in order. */
    private static final class PartStatements implements Statements {

        private final Iterator<Part> parts;
        private final Lexer lexer;
        private final TokenVisitor visitor;
        private @Nullable Statements statements;
        private Iterator<Location> lines = List.<Location>of().iterator();

        PartStatements(Iterator<Part> parts, Lexer lexer, TokenVisitor visitor) {
            this.parts = parts;
            this.lexer = lexer;
            this.visitor = visitor;
        }

        @Override
        public Optional<Statement> next() {
            while (true) {
                Optional<Statement> next = this.statements == null ? Optional.empty() : this.statements.next();
                if (next.isPresent()) {
                    return next.map((statement) -> statement.at(this.lines.next()));
                }
                close();
                if (!this.parts.hasNext()) {
                    return Optional.empty();
                }
                Part part = this.parts.next();
                if (part.code().isPresent()) {
                    this.visitor.token(Token.Kind.LITERAL, "java");
                    this.visitor.endOfStatement();
                    return Optional.of(part.statement());
                }
                this.lines = part.lines().iterator();
                this.statements = this.lexer.statements(
                        new StringReader(part.text()), part.lines().get(0), this.visitor);
            }
        }

        @Override
        public void close() {
            if (this.statements != null) {
                this.statements.close();
                this.statements = null;
            }
        }
    }
}
