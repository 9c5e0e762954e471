package dev.migrate.spring.boot.autoconfigure.actuate;

import dev.migrate.spring.boot.document.ProblemAnswer;

/** Thrown if the endpoint rejects a request. JMX shows the message. */
final class ProblemException extends RuntimeException {

    private final transient ProblemAnswer problem;

    ProblemException(ProblemAnswer problem) {
        super(problem.detail() + " " + problem.remedy());
        this.problem = problem;
    }

    ProblemException(int status, String code, String title, String detail, String remedy) {
        this(ProblemAnswer.of(status, code, title, detail, remedy));
    }

    ProblemAnswer problem() {
        return this.problem;
    }
}
