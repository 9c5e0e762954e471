package dev.migrate.spring.boot.cli.command;

import dev.migrate.error.MigrateException;

/** The exit codes of the command line. */
public final class ExitCode {

    public static final int DONE = 0;
    public static final int FAILED = 1;
    public static final int WRONG_USAGE = 2;
    public static final int NO = 3;
    public static final int UNRESOLVED = 4;
    public static final int LOCKED = 5;

    private ExitCode() {}

    static int of(MigrateException failure) {
        return failure.code().exitCode();
    }
}
