package dev.migrate.spring.boot.autoconfigure.actuate;

import dev.migrate.spring.boot.autoconfigure.document.ProblemDetailFactory;

/** Thrown if the endpoint rejects a request. JMX shows the message. */
final class ProblemException extends RuntimeException {

    private final transient ProblemDetailFactory problem;

    ProblemException(ProblemDetailFactory problem) {
        super(problem.detail() + " " + problem.remedy());
        this.problem = problem;
    }

    ProblemException(int status, String code, String title, String detail, String remedy) {
        this(ProblemDetailFactory.of(status, code, title, detail, remedy));
    }

    ProblemDetailFactory problem() {
        return this.problem;
    }
}
