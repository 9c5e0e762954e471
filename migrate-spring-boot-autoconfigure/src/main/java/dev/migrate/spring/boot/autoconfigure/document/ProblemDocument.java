package dev.migrate.spring.boot.autoconfigure.document;

import dev.migrate.error.BrokenGraphException;
import dev.migrate.error.ConfirmationRequiredException;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.ImpossibleMigrationException;
import dev.migrate.error.InterruptedRevisionException;
import dev.migrate.error.InvalidScriptsException;
import dev.migrate.error.InvalidSettingsException;
import dev.migrate.error.IrreversibleException;
import dev.migrate.error.LockedException;
import dev.migrate.error.MigrateException;
import dev.migrate.error.NotImportableException;
import dev.migrate.error.Problem;
import dev.migrate.error.StatementFailedException;
import dev.migrate.error.UnknownRevisionException;
import dev.migrate.error.Wording;
import dev.migrate.error.WrongSymbolException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * An RFC 9457 problem with a remedy.
 *
 * @param status the HTTP status, for a failure of the engine that of its {@link ErrorCode}
 * @param code a stable identifier for programs
 * @param title the kind of problem
 * @param detail the message
 * @param remedy the action that solves the problem
 * @param data further data by name
 */
public record ProblemDocument(
        int status, String code, String title, String detail, String remedy, Map<String, Object> data) {

    private static final Set<String> WORDED = Set.of("message", "remedy", "property");

    /** Returns a problem without further data. */
    public static ProblemDocument of(int status, String code, String title, String detail, String remedy) {
        return new ProblemDocument(status, code, title, detail, remedy, Map.of());
    }

    /** Returns a problem of a kind that the engine reports too. */
    public static ProblemDocument of(ErrorCode code, String detail, String remedy) {
        return of(code.httpStatus(), code.slug(), code.title(), detail, remedy);
    }

    /** Returns the problem for a failure of an engine, with the property names of the default engine. */
    public static ProblemDocument of(MigrateException failure) {
        return of(
                        failure.code(),
                        failure.message(Wording.properties()),
                        failure.remedy().in(Wording.properties()))
                .with(data(failure));
    }

    private static Map<String, Object> data(MigrateException failure) {
        if (failure instanceof UnknownRevisionException unknown) {
            return data("symbol", unknown.symbol(), "nearMatches", unknown.nearMatches());
        }
        if (failure instanceof WrongSymbolException wrong) {
            return data("symbol", wrong.symbol(), "candidates", wrong.candidates());
        }
        if (failure instanceof ConfirmationRequiredException unconfirmed) {
            return data("confirm", unconfirmed.confirm(), "losses", unconfirmed.losses());
        }
        if (failure instanceof ImpossibleMigrationException impossible) {
            return data("revisions", impossible.revisions());
        }
        if (failure instanceof IrreversibleException irreversible) {
            return data("revisions", irreversible.revisions());
        }
        if (failure instanceof InterruptedRevisionException interrupted) {
            return data("revision", interrupted.revision());
        }
        if (failure instanceof LockedException locked) {
            return data("holder", locked.holder());
        }
        if (failure instanceof StatementFailedException failed) {
            return data(
                    "revision", failed.revision(),
                    "location", failed.location().toString(),
                    "applied", failed.applied());
        }
        if (failure instanceof InvalidScriptsException invalid) {
            return data("problems", problems(invalid.problems()));
        }
        if (failure instanceof NotImportableException unimportable) {
            return data("problems", problems(unimportable.problems()));
        }
        if (failure instanceof BrokenGraphException broken) {
            return data("problems", problems(broken.problems()));
        }
        if (failure instanceof InvalidSettingsException invalid) {
            return data("property", invalid.property());
        }
        return Map.of();
    }

    private static Map<String, Object> data(Object... namesAndValues) {
        Map<String, Object> data = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            data.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return data;
    }

    private static List<Map<String, Object>> problems(List<Problem> problems) {
        return problems.stream()
                .map((problem) -> {
                    Map<String, Object> entry = new LinkedHashMap<>();
                    entry.put("code", problem.code().slug());
                    if (problem.location() != null) {
                        entry.put("location", problem.location().toString());
                    }
                    entry.put("message", problem.message());
                    entry.put("remedy", problem.remedy().in(Wording.properties()));
                    return entry;
                })
                .toList();
    }

    /** Returns this problem with data. */
    public ProblemDocument with(Map<String, Object> data) {
        return new ProblemDocument(this.status, this.code, this.title, this.detail, this.remedy, data);
    }

    /** Returns this problem with a function applied to its texts. */
    public ProblemDocument worded(UnaryOperator<String> words) {
        return new ProblemDocument(
                this.status,
                this.code,
                this.title,
                words.apply(this.detail),
                words.apply(this.remedy),
                worded(this.data, words));
    }

    /** Applies the function to messages, remedies, and property names, but not to other data. */
    private static Map<String, Object> worded(Map<?, ?> data, UnaryOperator<String> words) {
        Map<String, Object> worded = new LinkedHashMap<>();
        data.forEach((key, value) -> {
            Object replaced = value;
            if (value instanceof String text && WORDED.contains(key)) {
                replaced = words.apply(text);
            } else if (value instanceof List<?> list) {
                replaced = list.stream()
                        .map((each) -> each instanceof Map<?, ?> map ? worded(map, words) : each)
                        .toList();
            }
            worded.put((String) key, replaced);
        });
        return worded;
    }

    /** Returns this problem with a prefix before its detail. */
    public ProblemDocument prefixed(String before) {
        return new ProblemDocument(this.status, this.code, this.title, before + this.detail, this.remedy, this.data);
    }

    /** Returns the document for JSON output. */
    public Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", "urn:migrate:problem:" + this.code);
        document.put("title", this.title);
        document.put("status", this.status);
        document.put("detail", this.detail);
        document.put("remedy", this.remedy);
        document.put("code", this.code);
        document.putAll(this.data);
        return document;
    }
}
