package dev.migrate.error;

import org.jspecify.annotations.Nullable;

/**
 * The base of everything that Migrate throws on purpose. The {@code permits} clause is the complete list of ways to
 * fail; each says what happened in its message and what to do next in its {@link #remedy()}.
 */
public abstract sealed class MigrateException extends RuntimeException
        permits InvalidScriptsException,
                UnwritableScriptException,
                BrokenGraphException,
                UnknownRevisionException,
                WrongSymbolException,
                ImpossibleMoveException,
                FirstContactException,
                ConfirmationRequiredException,
                IrreversibleException,
                InvalidSettingsException,
                AutogenerateException,
                DatabaseException,
                LockedException,
                HistoryConflictException,
                InterruptedRevisionException,
                StatementFailedException,
                StoppedException {

    private final String code;
    private final String remedy;

    MigrateException(String code, String message, String remedy) {
        this(code, message, remedy, null);
    }

    MigrateException(String code, String message, String remedy, @Nullable Throwable cause) {
        super(Printable.block(Secrets.masked(message)), Secrets.without(cause));
        this.code = code;
        this.remedy = Printable.block(Secrets.masked(remedy));
    }

    /** A stable word for programs, such as {@code multiple-heads}. */
    public String code() {
        return this.code;
    }

    /** What to do next, in a sentence. */
    public String remedy() {
        return this.remedy;
    }
}
