package dev.migrate.spring.boot.cli.command;

import dev.migrate.error.ErrorCode;
import dev.migrate.error.MigrateException;

/** The exit codes of the command line. A failure has that of its {@link ErrorCode}; a negative result is not a failure. */
public final class ExitCode {

    public static final int DONE = 0;
    public static final int FAILED = 1;
    public static final int WRONG_USAGE = 2;
    /** The command completed and its result is negative, for example if {@code check} finds a difference. */
    public static final int NEGATIVE_RESULT = 3;

    public static final int UNRESOLVED = 4;
    public static final int LOCKED = 5;

    private ExitCode() {}

    /** Returns the exit code of a command that completed. */
    static int ofResult(boolean positive) {
        return positive ? DONE : NEGATIVE_RESULT;
    }

    static int of(MigrateException failure) {
        return failure.code().exitCode();
    }

    /** Returns the exit code of several runs: that of the first failure; without a failure, that of a negative result. */
    static int combined(int first, int next) {
        return first == DONE || (first == NEGATIVE_RESULT && next != DONE) ? next : first;
    }
}
