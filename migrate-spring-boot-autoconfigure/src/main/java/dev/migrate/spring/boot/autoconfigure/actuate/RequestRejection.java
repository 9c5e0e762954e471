package dev.migrate.spring.boot.autoconfigure.actuate;

import dev.migrate.error.ErrorCode;
import dev.migrate.spring.boot.autoconfigure.document.ProblemDocument;

/** The reasons why the endpoint rejects a request before it reaches an engine, whose failures have an {@link ErrorCode}. */
enum RequestRejection {
    WRONG_ARGUMENT("wrong-argument", "Wrong argument", 400),
    TARGET_REQUIRED("target-required", "Target required", 400),
    ENGINE_REQUIRED("engine-required", "Engine required", 400),
    UNAUTHENTICATED("unauthenticated", "Unauthenticated", 401),
    FORBIDDEN("forbidden", "Forbidden", 403),
    NO_SUCH_ENGINE("no-such-engine", "Unknown engine", 404),
    NO_SUCH_VIEW("no-such-view", "Unknown view", 404),
    NO_SUCH_COMMAND("no-such-command", "Unknown command", 404),
    SEVERAL_REVISIONS("several-revisions", "Several revisions", 409),
    BODY_TOO_LONG("body-too-long", "Body too long", 413);

    private final String slug;
    private final String title;
    private final int status;

    RequestRejection(String slug, String title, int status) {
        this.slug = slug;
        this.title = title;
        this.status = status;
    }

    ProblemDocument problem(String detail, String remedy) {
        return ProblemDocument.of(this.status, this.slug, this.title, detail, remedy);
    }
}
