package dev.migrate.spring.boot.cli.command;

import dev.migrate.error.ErrorCode;
import dev.migrate.spring.boot.autoconfigure.document.ProblemDocument;

/** The reasons why the command line itself rejects a command. A failure of an engine has an {@link ErrorCode}. */
public enum CommandError {
    WRONG_USAGE("wrong-usage", "Wrong usage", 400, ExitCode.WRONG_USAGE),
    ENGINE_REQUIRED("engine-required", "Wrong usage", 400, ExitCode.WRONG_USAGE),
    NO_SUCH_ENGINE("no-such-engine", "Wrong usage", 400, ExitCode.WRONG_USAGE),
    SEVERAL_REVISIONS("several-revisions", "Several revisions", 409, ExitCode.UNRESOLVED),
    NO_EDITOR("no-editor", "Not edited", 500, ExitCode.FAILED),
    NO_SOURCE("no-source", "Not edited", 500, ExitCode.FAILED),
    EDITOR_FAILED("editor-failed", "Not edited", 500, ExitCode.FAILED);

    private final String slug;
    private final String title;
    private final int status;
    private final int exitCode;

    CommandError(String slug, String title, int status, int exitCode) {
        this.slug = slug;
        this.title = title;
        this.status = status;
        this.exitCode = exitCode;
    }

    ProblemDocument problem(String detail, String remedy) {
        return ProblemDocument.of(this.status, this.slug, this.title, detail, remedy);
    }

    int exitCode() {
        return this.exitCode;
    }
}
