package dev.migrate.spring.boot.cli;

import dev.migrate.error.MigrateException;

/** The exit codes of the command line. */
final class ExitCode {

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;
    static final int NO = 3;
    static final int UNRESOLVED = 4;
    static final int LOCKED = 5;

    private ExitCode() {}

    static int of(MigrateException failure) {
        return failure.code().exitCode();
    }
}
