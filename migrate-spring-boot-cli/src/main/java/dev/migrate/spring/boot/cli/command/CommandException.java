package dev.migrate.spring.boot.cli.command;

import dev.migrate.error.ErrorCode;
import dev.migrate.spring.boot.autoconfigure.document.ProblemDocument;
import java.util.Map;

/** Thrown if a command cannot be run as specified; has the exit code and the problem to print. */
public final class CommandException extends RuntimeException {

    private final int exitCode;

    private final transient ProblemDocument problem;

    /** Creates an exception for a reason of the command line itself. */
    public CommandException(CommandError error, String detail, String remedy) {
        this(error.exitCode(), error.problem(detail, remedy));
    }

    CommandException(ErrorCode code, String detail, String remedy) {
        this(code.exitCode(), ProblemDocument.of(code, detail, remedy));
    }

    CommandException(CommandError error, String detail, String remedy, Map<String, Object> data) {
        this(error.exitCode(), error.problem(detail, remedy).with(data));
    }

    private CommandException(int exitCode, ProblemDocument problem) {
        super(problem.detail() + " " + problem.remedy());
        this.exitCode = exitCode;
        this.problem = problem;
    }

    int exitCode() {
        return this.exitCode;
    }

    ProblemDocument problem() {
        return this.problem;
    }
}
