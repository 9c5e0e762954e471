package dev.migrate.spring.boot.cli.command;

import dev.migrate.spring.boot.autoconfigure.document.ProblemDocument;

/** Thrown if a command cannot be run as specified; has the exit code and the problem to print. */
public final class CommandException extends RuntimeException {

    private final int exitCode;

    private final transient ProblemDocument problem;

    /** Creates an exception with the exit code of the command and the problem to print. */
    public CommandException(int exitCode, ProblemDocument problem) {
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
