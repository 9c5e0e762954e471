package dev.migrate.error;

import org.jspecify.annotations.Nullable;

/**
 * The base class of all exceptions that Migrate throws on purpose. The {@code permits} clause is the complete list. The
 * message states what happened; {@link #remedy()} states how to resolve it.
 */
public abstract sealed class MigrateException extends RuntimeException
        permits InvalidScriptsException,
                UnwritableScriptException,
                NotImportableException,
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
    private final Remedy remedy;

    MigrateException(ErrorCode code, String message, Remedy remedy) {
        this(code, message, remedy, null);
    }

    MigrateException(ErrorCode code, String message, Remedy remedy, @Nullable Throwable cause) {
        super(safe(message), Secrets.without(cause));
        this.code = code;
        this.remedy = remedy;
    }

    /** Returns a text without credentials and control characters. */
    static String safe(String text) {
        return Printable.block(Secrets.masked(text));
    }

    /** Returns the kind of failure, with a stable code for programs. */
    public ErrorCode code() {
        return this.code;
    }

    /**
     * Returns the message of this exception with the remedies that it contains, if any, in a wording. {@link
     * #getMessage()} has them in that of the Java API.
     */
    public String message(Wording wording) {
        return String.valueOf(getMessage());
    }

    /** Returns how to resolve the failure, in sentences. */
    public Remedy remedy() {
        return this.remedy;
    }
}
