package dev.migrate.spring.boot.autoconfigure.actuate;

import dev.migrate.MigrationEngine;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.MigrateException;
import dev.migrate.report.RevisionReport;
import dev.migrate.spring.boot.autoconfigure.document.Documents;
import dev.migrate.spring.boot.autoconfigure.document.ProblemDocument;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.Selector.Match;
import org.springframework.util.StringUtils;

/** Actuator endpoint that shows the revisions and the status of the databases. Read-only. */
@Endpoint(id = "migrations", defaultAccess = Access.READ_ONLY)
public final class MigrationsEndpoint {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_SYMBOL_LENGTH = 1000;

    private final EndpointEngines engines;

    MigrationsEndpoint(EndpointEngines engines) {
        this.engines = engines;
    }

    /**
     * Returns a summary of each database.
     *
     * @param engine the engine, or all of them
     */
    @ReadOperation
    public Map<String, Object> migrations(@Nullable String engine) {
        Map<String, Object> documents = new LinkedHashMap<>();
        if (engine != null) {
            documents.put(engine, answer(engine, this.engines.named(engine)));
        } else {
            this.engines.all().forEach((name, each) -> documents.put(name, status(name, each)));
        }
        return Map.of("engines", documents);
    }

    /** Returns the problem for a failure of an engine. */
    ProblemDocument problem(@Nullable String engine, MigrateException failure) {
        return this.engines.problem(engine, failure);
    }

    private Map<String, Object> answer(String name, MigrationEngine engine) {
        return Documents.status(engine.status(), (text) -> this.engines.worded(name, text));
    }

    /** Returns the status of an engine. With several engines, a failure is returned as a problem, so that the others are shown. */
    private Map<String, Object> status(String name, MigrationEngine engine) {
        if (this.engines.all().size() == 1) {
            return answer(name, engine);
        }
        try {
            return answer(name, engine);
        } catch (MigrateException failure) {
            return Map.of("problem", this.engines.problem(name, failure).document());
        }
    }

    /**
     * Returns one view of one database.
     *
     * @param path {@code current}, {@code history}, {@code log}, {@code heads}, {@code branches} or {@code show} with a
     * symbol
     * @param engine the name of the engine, or null for the default engine
     * @param range the range of the history to show, or null for all
     * @param limit the maximum number of log entries, or null for the default
     */
    @ReadOperation
    public Map<String, Object> view(
            @Selector(match = Match.ALL_REMAINING) String[] path,
            @Nullable String engine,
            @Nullable String range,
            @Nullable String limit) {
        String view = String.join("/", path);
        if (path.length == 2 && path[0].equals("show")) {
            return show(this.engines.named(engine), checkedSymbol("symbol", path[1]));
        }
        return switch (view) {
            case "current" ->
                Documents.current(this.engines.named(engine).current(), (text) -> this.engines.worded(engine, text));
            case "history" ->
                Documents.history(
                        this.engines.named(engine).history((range != null) ? checkedSymbol("range", range) : null));
            case "log" -> Documents.log(this.engines.named(engine).log(limit(limit)));
            case "heads" -> Documents.heads(this.engines.named(engine).heads());
            case "branches" -> Documents.branches(this.engines.named(engine).branches());
            default ->
                throw new ProblemException(
                        RequestRejection.NO_SUCH_VIEW,
                        "There is no view '" + StringUtils.truncate(view, MAX_SYMBOL_LENGTH) + "'.",
                        "Request 'current', 'history', 'log', 'heads', 'branches', or 'show/{symbol}'.");
        };
    }

    private static Map<String, Object> show(MigrationEngine engine, String symbol) {
        List<RevisionReport> revisions = engine.show(symbol);
        if (revisions.isEmpty()) {
            throw new ProblemException(ProblemDocument.of(
                    ErrorCode.NO_SUCH_REVISION,
                    "'" + symbol + "' matches no revision.",
                    "Specify the id of a revision, or 'head'."));
        }
        if (revisions.size() > 1) {
            List<String> ids = revisions.stream().map(RevisionReport::id).toList();
            throw new ProblemException(RequestRejection.SEVERAL_REVISIONS
                    .problem(
                            "'" + symbol + "' matches several revisions: '" + String.join("', '", ids) + "'.",
                            "Specify the id of one of them.")
                    .with(Map.of("revisions", ids)));
        }
        return Documents.revision(revisions.get(0));
    }

    /** Checks the length of a symbol, because it is searched for and quoted. */
    static String checkedSymbol(String name, String symbol) {
        if (symbol.length() > MAX_SYMBOL_LENGTH) {
            throw new ProblemException(
                    RequestRejection.WRONG_ARGUMENT,
                    "'%s' has %d characters.".formatted(name, symbol.length()),
                    "Use at most %d.".formatted(MAX_SYMBOL_LENGTH));
        }
        return symbol;
    }

    private static int limit(@Nullable String limit) {
        if (limit == null) {
            return DEFAULT_LIMIT;
        }
        try {
            int number = Integer.parseInt(limit);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw wrongLimit(limit);
        }
        throw wrongLimit(limit);
    }

    private static ProblemException wrongLimit(String limit) {
        return new ProblemException(
                RequestRejection.WRONG_ARGUMENT,
                "'limit' is '" + StringUtils.truncate(limit, MAX_SYMBOL_LENGTH) + "'.",
                "Use an integer greater than zero.");
    }
}
