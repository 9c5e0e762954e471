package dev.migrate.script;

import dev.migrate.catalog.InterruptionEffect;
import dev.migrate.dialect.Dialect;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.Location;
import dev.migrate.error.Problem;
import dev.migrate.error.Problems;
import dev.migrate.sql.Statement;
import dev.migrate.sql.Statements;
import dev.migrate.sql.Token;
import dev.migrate.sql.TokenVisitor;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Validates the statements of a section when it is loaded, and computes their checksum in the same reading. */
final class SectionValidator implements TokenVisitor {

    private static final int LEADING_TOKENS = 3;
    private static final Set<String> TRANSACTION_KEYWORDS =
            Set.of("begin", "start", "commit", "rollback", "savepoint", "release", "end", "abort", "prepare", "xa");

    private final Dialect dialect;
    private final Problems problems;
    private final TokenDigest digest;
    private final StringBuilder leading = new StringBuilder();
    private final CommentedOutSql comments = new CommentedOutSql();
    private int tokens;
    private String firstToken = "";
    private boolean atStatementStart = true;
    private boolean statementSeen;
    private long transactionalStatements;
    private @Nullable Statement nonTransactional;
    private @Nullable Statement preceding;
    private @Nullable Statement following;
    private boolean anyStatement;
    private OptionalInt todo = OptionalInt.empty();

    SectionValidator(Dialect dialect, Problems problems, TokenDigest digest) {
        this.dialect = dialect;
        this.problems = problems;
        this.digest = digest;
    }

    /** Reads a section, and returns whether its statements share a transaction. */
    boolean read(TokenizedSection section, Directive.Kind kind) {
        this.digest.section(kind, section);
        boolean empty = true;
        try (Statements statements = section.statements(this)) {
            Optional<Statement> statement = statements.next();
            while (statement.isPresent()) {
                empty = false;
                check(statement.get(), section);
                statement = statements.next();
            }
        }
        if (empty && !section.empty() && section.todo().isEmpty()) {
            checkWithoutStatement(section, kind);
        }
        return section.transactional() && isTransactional(kind);
    }

    /**
     * Reports a section without statements, unless it only contains prose. Commented-out SQL might have been meant to
     * run.
     */
    private void checkWithoutStatement(Section section, Directive.Kind kind) {
        OptionalInt sql = this.comments.line();
        this.todo = this.comments.todo();
        if (sql.isPresent()) {
            this.problems.add(new Problem(
                    ErrorCode.NO_STATEMENT,
                    new Location(section.location().resource(), sql.getAsInt()),
                    "The %s section has no statements, but this comment looks like a statement.".formatted(kind.word()),
                    "Uncomment it to run it, or delete it if there is nothing to do. Comments in prose are allowed."));
        } else if (this.comments.isEmpty()) {
            this.problems.add(new Problem(
                    ErrorCode.NO_STATEMENT,
                    section.location(),
                    "The %s section has text but no statements.".formatted(kind.word()),
                    "Add the statements, or leave the section empty if there is nothing to do."));
        }
    }

    /** Returns the line of the comment that marks the section as unfinished, if any. */
    OptionalInt todo() {
        return this.todo;
    }

    private boolean isTransactional(Directive.Kind kind) {
        if (this.nonTransactional == null) {
            return this.preceding == null || this.transactionalStatements > 0;
        }
        if (this.transactionalStatements > 0) {
            this.problems.add(new Problem(
                    ErrorCode.MIXED_SECTION,
                    this.nonTransactional.location(),
                    "This statement cannot run inside a transaction, but other statements of its section share one.",
                    placement(this.nonTransactional)
                            + "Move it to a separate revision, or write '-- migrate:%s transaction=off' above the section to run each of its"
                                    .formatted(kind.word())
                            + " statements in autocommit mode."));
        }
        return false;
    }

    private String placement(Statement statement) {
        return this.dialect.precedesTransaction(statement) || this.dialect.followsTransaction(statement)
                ? "Write PRAGMA foreign_keys = OFF as the first statement of the section: then the section runs in one"
                        + " transaction without foreign keys. Otherwise: "
                : "";
    }

    private void check(Statement statement, Section section) {
        this.dialect
                .refusal(statement)
                .ifPresent((remedy) -> this.problems.add(new Problem(
                        ErrorCode.UNUSABLE_STATEMENT,
                        statement.location(),
                        "This statement is not allowed in a script for %s.".formatted(this.dialect.name()),
                        remedy)));
        classify(statement);
        if (TRANSACTION_KEYWORDS.contains(this.firstToken) && Dialect.controlsTransaction(this.leading)) {
            this.problems.add(new Problem(
                    ErrorCode.TRANSACTION_STATEMENT,
                    statement.location(),
                    "'%s' begins or ends a transaction, which is not allowed in a script."
                            .formatted(this.leading.toString().toUpperCase(Locale.ROOT)),
                    section.transactional()
                            ? "Remove it: the section runs in its own transaction."
                            : "Remove it: with 'transaction=off' each statement runs in autocommit mode."));
        }
    }

    private void classify(Statement statement) {
        boolean first = !this.anyStatement;
        this.anyStatement = true;
        if (this.following != null && this.nonTransactional == null) {
            this.nonTransactional = this.following;
        }
        if (!this.dialect.transactionalDdl() || this.dialect.effect(statement) == InterruptionEffect.TRANSACTIONAL) {
            this.transactionalStatements++;
        } else if (first && this.dialect.precedesTransaction(statement)) {
            this.preceding = statement;
        } else if (this.preceding != null && this.dialect.followsTransaction(statement)) {
            this.following = statement;
        } else if (this.nonTransactional == null) {
            this.nonTransactional = statement;
        }
    }

    @Override
    public void token(Token.Kind kind, CharSequence text) {
        leading(text);
        this.digest.token(kind, text);
    }

    private void leading(CharSequence text) {
        if (this.atStatementStart) {
            this.atStatementStart = false;
            this.tokens = 0;
            this.leading.setLength(0);
            this.firstToken = text.toString();
        }
        if (this.tokens++ < LEADING_TOKENS) {
            this.leading.append(this.leading.isEmpty() ? "" : " ").append(text);
        }
    }

    @Override
    public void comment(CharSequence text, int line) {
        if (!this.statementSeen) {
            this.comments.add(text, line);
        }
    }

    @Override
    public void endOfStatement() {
        this.statementSeen = true;
        this.atStatementStart = true;
        this.digest.endOfStatement();
    }
}
