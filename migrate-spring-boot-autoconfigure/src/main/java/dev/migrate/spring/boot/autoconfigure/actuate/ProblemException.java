package dev.migrate.spring.boot.autoconfigure.actuate;

import dev.migrate.spring.boot.document.Problem;

/** A request that the endpoint itself turns down. JMX shows its message. */
final class ProblemException extends RuntimeException {

    private final transient Problem problem;

    ProblemException(Problem problem) {
        super(problem.detail() + " " + problem.remedy());
        this.problem = problem;
    }

    ProblemException(int status, String code, String title, String detail, String remedy) {
        this(Problem.of(status, code, title, detail, remedy));
    }

    Problem problem() {
        return this.problem;
    }
}
