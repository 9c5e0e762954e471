package dev.migrate.spring.boot.autoconfigure.actuate;

import dev.migrate.error.MigrateException;
import dev.migrate.spring.boot.autoconfigure.document.ProblemDocument;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.Selector.Match;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/** Provides the read operations over HTTP, with failures as problems. */
@EndpointWebExtension(endpoint = MigrationsEndpoint.class)
class MigrationsEndpointWebExtension {

    private static final MimeType PROBLEM = MimeTypeUtils.parseMimeType("application/problem+json");

    private final MigrationsEndpoint endpoint;

    MigrationsEndpointWebExtension(MigrationsEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @ReadOperation
    WebEndpointResponse<Map<String, Object>> migrations(@Nullable String engine) {
        return respond(engine, () -> {
            Map<String, Object> document = new LinkedHashMap<>(this.endpoint.migrations(engine));
            document.computeIfPresent("engines", (key, engines) -> withNulls((Map<?, ?>) engines));
            return document;
        });
    }

    @ReadOperation
    WebEndpointResponse<Map<String, Object>> view(
            @Selector(match = Match.ALL_REMAINING) String[] path,
            @Nullable String engine,
            @Nullable String range,
            @Nullable String limit) {
        return respond(engine, () -> this.endpoint.view(path, engine, range, limit));
    }

    /** Returns the response for the result of an operation on an engine, or for its failure. */
    WebEndpointResponse<Map<String, Object>> respond(@Nullable String engine, Supplier<Map<String, Object>> operation) {
        try {
            return respond(operation);
        } catch (MigrateException failure) {
            return respond(this.endpoint.problem(engine, failure));
        }
    }

    static WebEndpointResponse<Map<String, Object>> respond(Supplier<Map<String, Object>> operation) {
        try {
            return new WebEndpointResponse<>(OperationResponseBody.of(operation.get()));
        } catch (ProblemException rejection) {
            return respond(rejection.problem());
        }
    }

    private static WebEndpointResponse<Map<String, Object>> respond(ProblemDocument problem) {
        return new WebEndpointResponse<>(OperationResponseBody.of(problem.document()), problem.status(), PROBLEM);
    }

    /** Preserves nulls, which Actuator's mapper omits, because a free lock is documented as null. */
    private static Map<String, Object> withNulls(Map<?, ?> engines) {
        Map<String, Object> all = new LinkedHashMap<>();
        engines.forEach((name, status) -> {
            Map<String, Object> kept = new LinkedHashMap<>();
            ((Map<?, ?>) status)
                    .forEach((key, value) -> kept.put((String) key, (value != null) ? value : Optional.empty()));
            all.put((String) name, kept);
        });
        return all;
    }
}
