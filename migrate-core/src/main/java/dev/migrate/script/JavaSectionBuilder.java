package dev.migrate.script;

import dev.migrate.dialect.ClientScriptPrinter;
import dev.migrate.dialect.Dialect;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.InvalidScriptsException;
import dev.migrate.error.Location;
import dev.migrate.error.Problem;
import dev.migrate.error.Problems;
import dev.migrate.operation.Operation;
import dev.migrate.operation.OperationRecorder;
import dev.migrate.sql.Statement;
import dev.migrate.sql.Statements;
import dev.migrate.sql.Token;
import dev.migrate.sql.TokenVisitor;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Builds the section of a migration in Java: renders its recorded operations as text. */
final class JavaSectionBuilder {

    private final Dialect dialect;
    private final MigrationHeader header;
    private final Problems problems;
    private final List<JavaSection.Part> parts = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final List<Statement> statements = new ArrayList<>();
    private @Nullable Location todo;

    JavaSectionBuilder(Dialect dialect, MigrationHeader header, Problems problems) {
        this.dialect = dialect;
        this.header = header;
        this.problems = problems;
    }

    JavaSection section(OperationRecorder recorder) {
        int codes = 0;
        for (OperationRecorder.Entry entry : recorder.entries()) {
            if (entry instanceof OperationRecorder.Change change) {
                operation(change.operation(), at(change.line()));
            } else if (entry instanceof OperationRecorder.Sql sql) {
                sql(sql.statements(), at(sql.line()));
            } else if (entry instanceof OperationRecorder.Code code) {
                codes++;
                endText();
                String name = this.header
                        .className()
                        .substring(this.header.className().lastIndexOf('.') + 1);
                this.parts.add(new JavaSection.Part(
                        "-- Java code of %s, number %d\n".formatted(name, codes),
                        List.of(at(code.line())),
                        Optional.of(code.work())));
            }
        }
        endText();
        return new JavaSection(
                new Location(MigrationHeader.location(this.header.className()), 1),
                this.parts,
                this.header.transactional(),
                this.dialect.lexer(),
                recorder.todoLine().stream().mapToObj(this::at).findFirst().or(() -> Optional.ofNullable(this.todo)));
    }

    private void operation(Operation operation, Location location) {
        try {
            operation.accept(this.dialect.ddl()).forEach((sql) -> add(new Statement(sql, location)));
        } catch (UnsupportedOperationException failure) {
            this.problems.add(new Problem(
                    ErrorCode.UNUSABLE_MIGRATION,
                    location,
                    "%s does not support this operation: %s.".formatted(this.dialect.name(), failure.getMessage()),
                    "Use 'sql(…)' with the SQL of the product after checking 'dialect()'."));
        }
    }

    private void sql(String sql, Location location) {
        Comments comments = new Comments();
        boolean empty = true;
        try (Statements split = this.dialect.lexer().statements(new StringReader(sql), location, comments)) {
            for (Optional<Statement> next = split.next(); next.isPresent(); next = split.next()) {
                empty = false;
                add(next.get().at(location));
            }
            checkComments(comments, empty, location);
        } catch (InvalidScriptsException failure) {
            failure.problems().forEach(this.problems::add);
        }
    }

    /** Treats comments like those in the section of a script. */
    private void checkComments(Comments comments, boolean empty, Location location) {
        if (comments.todo || (empty && comments.sql.todo().isPresent())) {
            this.todo = location;
        } else if (empty && comments.sql.line().isPresent()) {
            this.problems.add(new Problem(
                    ErrorCode.NO_STATEMENT,
                    location,
                    "The text of 'sql(…)' has no statements, but a comment in it looks like a statement.",
                    "Uncomment it to run it, or remove the call if there is nothing to do."));
        }
    }

    /** The comments of a text. */
    private static final class Comments implements TokenVisitor {

        private static final Pattern TODO = Pattern.compile("(?i)--\\s*migrate:\\s*todo\\b.*", Pattern.DOTALL);

        private final CommentedOutSql sql = new CommentedOutSql();
        private boolean todo;

        @Override
        public void token(Token.Kind kind, CharSequence token) {}

        @Override
        public void comment(CharSequence comment, int line) {
            this.sql.add(comment, line);
            this.todo |= TODO.matcher(comment).matches();
        }
    }

    private void add(Statement statement) {
        new ClientScriptPrinter(this.dialect, this.text).statement(statement);
        this.statements.add(statement);
    }

    /** Ends the current text, and checks that the stored text splits into the same statements that run. */
    private void endText() {
        if (this.statements.isEmpty()) {
            return;
        }
        String recorded = this.text.toString();
        List<String> split = new ArrayList<>();
        try (Statements reader = this.dialect.lexer().statements(new StringReader(recorded), at(1))) {
            for (Optional<Statement> next = reader.next(); next.isPresent(); next = reader.next()) {
                split.add(next.get().sql());
            }
        }
        if (!split.equals(this.statements.stream().map(Statement::sql).toList())) {
            this.problems.add(new Problem(
                    ErrorCode.UNUSABLE_MIGRATION,
                    this.statements.get(0).location(),
                    "These statements cannot be separated when they are stored as one text.",
                    "Write complete statements in each 'sql(…)'."));
        }
        this.parts.add(new JavaSection.Part(
                recorded, this.statements.stream().map(Statement::location).toList(), Optional.empty()));
        this.text.setLength(0);
        this.statements.clear();
    }

    private Location at(int line) {
        return new Location(MigrationHeader.source(this.header.className()), line);
    }
}
