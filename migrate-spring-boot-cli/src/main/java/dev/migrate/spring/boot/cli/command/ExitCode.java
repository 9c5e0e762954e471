package dev.migrate.spring.boot.cli.command;

import dev.migrate.error.AutogenerateException;
import dev.migrate.error.BrokenGraphException;
import dev.migrate.error.ImpossibleMigrationException;
import dev.migrate.error.InvalidScriptsException;
import dev.migrate.error.LockedException;
import dev.migrate.error.MigrateException;
import dev.migrate.error.UnknownRevisionException;
import dev.migrate.error.WrongSymbolException;
import java.util.Set;

/** The exit codes of the command line. */
public final class ExitCode {

    public static final int DONE = 0;
    public static final int FAILED = 1;
    public static final int WRONG_USAGE = 2;
    public static final int NO = 3;
    public static final int UNRESOLVED = 4;
    public static final int LOCKED = 5;

    /** The codes of failures caused by the content of scripts although the symbol and the graph are valid. */
    private static final Set<String> REFUSED = Set.of("unwritten-revision", "edited-scripts");

    private ExitCode() {}

    static int of(MigrateException failure) {
        if (REFUSED.contains(failure.code())) {
            return FAILED;
        }
        if (failure instanceof UnknownRevisionException
                || failure instanceof WrongSymbolException
                || failure instanceof ImpossibleMigrationException
                || failure instanceof BrokenGraphException
                || failure instanceof InvalidScriptsException) {
            return UNRESOLVED;
        }
        if (failure instanceof AutogenerateException && failure.code().equals("bad-rename")) {
            return WRONG_USAGE;
        }
        return failure instanceof LockedException ? LOCKED : FAILED;
    }
}
