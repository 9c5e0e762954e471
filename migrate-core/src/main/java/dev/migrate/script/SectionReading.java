package dev.migrate.script;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Effect;
import dev.migrate.dialect.Statement;
import dev.migrate.dialect.Statements;
import dev.migrate.dialect.TokenVisitor;
import dev.migrate.error.Location;
import dev.migrate.error.Problem;
import dev.migrate.error.Problems;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The one reading of a section when it is loaded: checks its statements and feeds the checksum. */
final class SectionReading implements TokenVisitor {

    private static final int LEADING_TOKENS = 3;
    private static final Set<String> FIRST_WORDS =
            Set.of("begin", "start", "commit", "rollback", "savepoint", "release", "end", "abort", "prepare", "xa");

    private final Dialect dialect;
    private final Problems problems;
    private final TokenDigest digest;
    private final StringBuilder leading = new StringBuilder();
    private final CommentedOutSql comments = new CommentedOutSql();
    private int tokens;
    private String first = "";
    private boolean ended = true;
    private boolean stated;
    private long together;
    private @Nullable Statement apart;
    private OptionalInt todo = OptionalInt.empty();

    SectionReading(Dialect dialect, Problems problems, TokenDigest digest) {
        this.dialect = dialect;
        this.problems = problems;
        this.digest = digest;
    }

    /** Reads a section; answers whether its statements share a transaction. */
    boolean read(ReadableSection section, Directive.Kind kind) {
        this.digest.section(kind, section);
        boolean any = false;
        try (Statements statements = section.statements(this)) {
            Optional<Statement> statement = statements.next();
            while (statement.isPresent()) {
                any = true;
                check(statement.get(), section);
                statement = statements.next();
            }
        }
        if (!any && !section.empty() && section.todo().isEmpty()) {
            withoutStatement(section, kind);
        }
        return section.transactional() && share(kind);
    }

    /** Prose alone says that there is nothing to do; what was commented out might have been meant to run. */
    private void withoutStatement(Section section, Directive.Kind kind) {
        OptionalInt sql = this.comments.line();
        this.todo = this.comments.todo();
        if (sql.isPresent()) {
            this.problems.add(new Problem(
                    "no-statement",
                    new Location(section.location().resource(), sql.getAsInt()),
                    "The %s section has no statement, and this comment of it reads like one.".formatted(kind.word()),
                    "Remove the comment marks to run it. Delete it if there is nothing to do; a sentence may stay."));
        } else if (this.comments.isEmpty()) {
            this.problems.add(new Problem(
                    "no-statement",
                    section.location(),
                    "The %s section has text but no statement.".formatted(kind.word()),
                    "Add the statements, or leave nothing below the directive if there is nothing to do."));
        }
    }

    /** The line of the comment because of which the section that was read is still to be written. */
    OptionalInt todo() {
        return this.todo;
    }

    private boolean share(Directive.Kind kind) {
        if (this.apart == null) {
            return true;
        }
        if (this.together > 0) {
            this.problems.add(new Problem(
                    "mixed-section",
                    this.apart.location(),
                    "This statement cannot run inside a transaction, and others of its section share one.",
                    "Give it a revision of its own, which needs no directive; or write '-- migrate:%s transaction=off' above"
                                    .formatted(kind.word())
                            + " the section, and each of its statements runs on its own."));
        }
        return false;
    }

    private void check(Statement statement, Section section) {
        this.dialect
                .refusal(statement)
                .ifPresent((remedy) -> this.problems.add(new Problem(
                        "unusable-statement",
                        statement.location(),
                        "A script of %s cannot have this statement.".formatted(this.dialect.name()),
                        remedy)));
        if (!this.dialect.transactionalDdl() || this.dialect.effect(statement) == Effect.TRANSACTIONAL) {
            this.together++;
        } else if (this.apart == null) {
            this.apart = statement;
        }
        if (FIRST_WORDS.contains(this.first) && Dialect.controlsTransaction(this.leading)) {
            this.problems.add(new Problem(
                    "transaction-statement",
                    statement.location(),
                    "'%s' begins or ends a transaction, which is not allowed in a script."
                            .formatted(this.leading.toString().toUpperCase(Locale.ROOT)),
                    section.transactional()
                            ? "Remove it: the section runs in a transaction of its own."
                            : "Remove it: with 'transaction=off' each statement runs on its own."));
        }
    }

    @Override
    public void word(CharSequence text) {
        leading(text);
        this.digest.word(text);
    }

    @Override
    public void verbatim(CharSequence text) {
        leading(text);
        this.digest.verbatim(text);
    }

    private void leading(CharSequence text) {
        if (this.ended) {
            this.ended = false;
            this.tokens = 0;
            this.leading.setLength(0);
            this.first = text.toString();
        }
        if (this.tokens++ < LEADING_TOKENS) {
            this.leading.append(this.leading.isEmpty() ? "" : " ").append(text);
        }
    }

    @Override
    public void comment(CharSequence text, int line) {
        if (!this.stated) {
            this.comments.add(text, line);
        }
    }

    @Override
    public void endOfStatement() {
        this.stated = true;
        this.ended = true;
        this.digest.endOfStatement();
    }
}
