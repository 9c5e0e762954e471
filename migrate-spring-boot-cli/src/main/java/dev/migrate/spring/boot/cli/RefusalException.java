package dev.migrate.spring.boot.cli;

import dev.migrate.spring.boot.autoconfigure.document.ProblemDetailFactory;

/** Reports a request that the command line rejects, with its exit code. */
final class RefusalException extends RuntimeException {

    private final int exitCode;

    private final transient ProblemDetailFactory problem;

    RefusalException(int exitCode, ProblemDetailFactory problem) {
        super(problem.detail() + " " + problem.remedy());
        this.exitCode = exitCode;
        this.problem = problem;
    }

    int exitCode() {
        return this.exitCode;
    }

    ProblemDetailFactory problem() {
        return this.problem;
    }
}
