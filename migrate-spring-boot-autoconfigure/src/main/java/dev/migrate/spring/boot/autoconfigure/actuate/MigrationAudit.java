package dev.migrate.spring.boot.autoconfigure.actuate;

import dev.migrate.error.MigrateException;
import dev.migrate.error.OneLine;
import dev.migrate.spring.boot.autoconfigure.document.ProblemDocument;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.util.StringUtils;

/** Publishes audit events before and after each write request, with the principal, the request, and the outcome. */
final class MigrationAudit {

    private static final int MAX_LENGTH = 200;

    private final ApplicationEventPublisher publisher;
    private final WriteCommand command;
    private final @Nullable String principal;
    private final Map<String, Object> request = new LinkedHashMap<>();

    MigrationAudit(ApplicationEventPublisher publisher, WriteCommand command, @Nullable String principal) {
        this.publisher = publisher;
        this.command = command;
        this.principal = OneLine.ofNullable(principal);
    }

    /** Adds an argument of the request, truncated to limit the size of the event. */
    MigrationAudit with(String name, @Nullable String value) {
        if (value != null) {
            this.request.put(name, OneLine.of(StringUtils.truncate(value, MAX_LENGTH)));
        }
        return this;
    }

    void denied(ProblemDocument problem) {
        publish("_DENIED", Map.of("outcome", "denied", "code", problem.code()));
    }

    <R> R record(Supplier<R> operation, Function<R, Map<String, Object>> details) {
        publish("_REQUESTED", Map.of());
        R result;
        try {
            result = operation.get();
        } catch (MigrateException failure) {
            publish(
                    "_FAILED",
                    Map.of("outcome", "failed", "code", failure.code().slug(), "message", message(failure)));
            throw failure;
        } catch (RuntimeException failure) {
            publish("_FAILED", Map.of("outcome", "failed", "message", message(failure)));
            throw failure;
        }
        Map<String, Object> outcome = new LinkedHashMap<>();
        outcome.put("outcome", "done");
        outcome.putAll(details.apply(result));
        publish("", outcome);
        return result;
    }

    private static String message(RuntimeException failure) {
        return String.valueOf(failure.getMessage());
    }

    private void publish(String suffix, Map<String, Object> outcome) {
        Map<String, Object> data = new LinkedHashMap<>(this.request);
        data.putAll(outcome);
        this.publisher.publishEvent(new AuditApplicationEvent(
                new AuditEvent(this.principal, "MIGRATION_" + this.command.name() + suffix, data)));
    }
}
