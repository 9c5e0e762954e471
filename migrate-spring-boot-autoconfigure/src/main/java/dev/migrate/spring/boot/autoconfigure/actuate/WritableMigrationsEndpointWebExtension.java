package dev.migrate.spring.boot.autoconfigure.actuate;

import dev.migrate.MigrationEngine;
import dev.migrate.report.MigrationReport;
import dev.migrate.report.StampReport;
import dev.migrate.report.StepReport;
import dev.migrate.request.MigrationRequest;
import dev.migrate.request.Safeguards;
import dev.migrate.request.StampRequest;
import dev.migrate.spring.boot.autoconfigure.document.Documents;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.util.StringUtils;

/**
 * Provides the read and write operations over HTTP. Write operations are not available through other technologies. This
 * bean exists only if unrestricted access is configured for this endpoint.
 */
@EndpointWebExtension(endpoint = MigrationsEndpoint.class)
final class WritableMigrationsEndpointWebExtension extends MigrationsEndpointWebExtension {

    /** The maximum length of a name or a tag in the engine's log, in characters. */
    private static final int MAX_LENGTH = 255;

    private final EndpointEngines engines;
    private final WritePermission permission;
    private final @Nullable String floor;
    private final ApplicationEventPublisher publisher;

    WritableMigrationsEndpointWebExtension(
            MigrationsEndpoint endpoint,
            EndpointEngines engines,
            WritePermission permission,
            @Nullable String floor,
            ApplicationEventPublisher publisher) {
        super(endpoint);
        this.engines = engines;
        this.permission = permission;
        this.floor = floor;
        this.publisher = publisher;
    }

    /** Runs a command. Arguments are strings, so that invalid values are reported as problems. */
    @WriteOperation
    WebEndpointResponse<Map<String, Object>> write(
            SecurityContext securityContext,
            @Selector String command,
            @Nullable String target,
            @Nullable String dryRun,
            @Nullable String purge,
            @Nullable String tag,
            @Nullable String confirm,
            @Nullable String engine) {
        return respond(engine, () -> {
            WriteCommand writeCommand = WriteCommand.of(command);
            String caller = this.permission.caller(securityContext);
            MigrationAudit audit = new MigrationAudit(this.publisher, writeCommand, caller)
                    .with("engine", this.engines.name(engine))
                    .with("target", target)
                    .with("dryRun", dryRun)
                    .with("purge", purge)
                    .with("tag", tag);
            checkPermission(securityContext, audit);
            MigrationEngine chosen = this.engines.named(engine);
            boolean dry = flag("dryRun", dryRun);
            boolean purged = flag("purge", purge);
            MigrationRequest request = MigrationRequest.to(required(target, writeCommand))
                    .dryRun(dry)
                    .by(truncated(caller))
                    .tagged(checkedTag(tag))
                    .guarded(Safeguards.remote(confirm, this.floor));
            return switch (writeCommand) {
                case UPGRADE -> migrate(audit, () -> chosen.upgrade(request), purged);
                case DOWNGRADE -> migrate(audit, () -> chosen.downgrade(request), purged);
                case STAMP -> stamp(audit, chosen, request, purged);
            };
        });
    }

    private void checkPermission(SecurityContext securityContext, MigrationAudit audit) {
        try {
            this.permission.check(securityContext);
        } catch (ProblemException rejection) {
            audit.denied(rejection.problem());
            throw rejection;
        }
    }

    private static Map<String, Object> migrate(
            MigrationAudit audit, Supplier<MigrationReport> migration, boolean purge) {
        if (purge) {
            throw wrongArgument("Only 'stamp' supports 'purge'.", "Remove 'purge'.");
        }
        MigrationReport report = audit.record(
                migration,
                (done) -> Map.of(
                        "steps", done.steps().stream().map(StepReport::revision).toList(), "current", done.current()));
        return Documents.migration(report);
    }

    private static Map<String, Object> stamp(
            MigrationAudit audit, MigrationEngine engine, MigrationRequest request, boolean purge) {
        if (request.dryRun()) {
            throw wrongArgument(
                    "'stamp' does not support 'dryRun'.",
                    "Remove 'dryRun'. Before a stamp, request 'current' or 'show'.");
        }
        List<String> targets = List.of(StringUtils.tokenizeToStringArray(request.target(), ","));
        StampRequest stamp = StampRequest.to(targets)
                .purge(purge)
                .by(request.principal())
                .tagged(request.tag())
                .guarded(request.safeguards());
        StampReport report = audit.record(() -> engine.stamp(stamp), (done) -> Map.of("current", done.current()));
        return Documents.stamp(report);
    }

    private static String required(@Nullable String target, WriteCommand command) {
        if (!StringUtils.hasText(target)) {
            throw new ProblemException(
                    RequestRejection.TARGET_REQUIRED,
                    "'" + command + "' requires a target.",
                    "Send a JSON object with the key 'target', for example {\"target\": \"head\"}.");
        }
        return MigrationsEndpoint.checkedSymbol("target", target);
    }

    private static @Nullable String truncated(@Nullable String name) {
        return (name != null && name.length() > MAX_LENGTH) ? name.substring(0, MAX_LENGTH) : name;
    }

    private static @Nullable String checkedTag(@Nullable String tag) {
        if (tag != null && tag.length() > MAX_LENGTH) {
            throw wrongArgument("'tag' has " + tag.length() + " characters.", "Use at most " + MAX_LENGTH + ".");
        }
        return StringUtils.hasText(tag) ? tag : null;
    }

    private static boolean flag(String name, @Nullable String value) {
        if (value == null || value.equalsIgnoreCase("false")) {
            return false;
        }
        if (value.equalsIgnoreCase("true")) {
            return true;
        }
        throw wrongArgument(
                "'" + name + "' is '" + StringUtils.truncate(value, MAX_LENGTH) + "'.", "Use 'true' or 'false'.");
    }

    private static ProblemException wrongArgument(String detail, String remedy) {
        return new ProblemException(RequestRejection.WRONG_ARGUMENT, detail, remedy);
    }
}
