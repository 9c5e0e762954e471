package dev.migrate.spring.boot.autoconfigure.actuate;

import dev.migrate.spring.boot.autoconfigure.document.ProblemDocument;

/** Thrown if the endpoint rejects a request. JMX shows the message. */
final class ProblemException extends RuntimeException {

    private final transient ProblemDocument problem;

    ProblemException(ProblemDocument problem) {
        super(problem.detail() + " " + problem.remedy());
        this.problem = problem;
    }

    ProblemException(RequestRejection error, String detail, String remedy) {
        this(error.problem(detail, remedy));
    }

    ProblemDocument problem() {
        return this.problem;
    }
}
