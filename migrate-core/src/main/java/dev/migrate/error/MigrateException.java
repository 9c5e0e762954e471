package dev.migrate.error;

import org.jspecify.annotations.Nullable;

/**
 * The base class of all exceptions that Migrate throws on purpose. The {@code permits} clause is the complete list. The
 * message states what happened; {@link #remedy()} states how to resolve it.
 */
public abstract sealed class MigrateException extends RuntimeException
        permits InvalidScriptsException,
                UnwritableScriptException,
                BrokenGraphException,
                UnknownRevisionException,
                WrongSymbolException,
                ImpossibleMigrationException,
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

    private final ErrorCode code;
    private final String remedy;

    MigrateException(ErrorCode code, String message, String remedy) {
        this(code, message, remedy, null);
    }

    MigrateException(ErrorCode code, String message, String remedy, @Nullable Throwable cause) {
        super(Printable.block(Secrets.masked(message)), Secrets.without(cause));
        this.code = code;
        this.remedy = Printable.block(Secrets.masked(remedy));
    }

    /** Returns a stable code for programs, such as {@code multiple-heads}. */
    public ErrorCode code() {
        return this.code;
    }

    /** Returns how to resolve the failure, as a sentence. */
    public String remedy() {
        return this.remedy;
    }
}
