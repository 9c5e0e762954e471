package dev.migrate.spring.boot.cli;

import dev.migrate.spring.boot.document.Problem;

/** What the command line itself turns down. */
final class RefusalException extends RuntimeException {

    private final int exitCode;

    private final transient Problem problem;

    RefusalException(int exitCode, Problem problem) {
        super(problem.detail() + " " + problem.remedy());
        this.exitCode = exitCode;
        this.problem = problem;
    }

    int exitCode() {
        return this.exitCode;
    }

    Problem problem() {
        return this.problem;
    }
}
