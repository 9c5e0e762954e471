package dev.migrate.spring.boot.autoconfigure.actuate;

import dev.migrate.revision.SimilarNames;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvoker;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvokerAdvisor;
import org.springframework.boot.actuate.endpoint.invoke.OperationParameter;
import org.springframework.boot.actuate.endpoint.invoke.OperationParameters;
import org.springframework.util.StringUtils;

/**
 * Rejects a write with an unknown key. Actuator would ignore it, and a misspelled {@code dryRun} would change the
 * database.
 */
final class UnknownArgumentAdvisor implements OperationInvokerAdvisor {

    private static final EndpointId MIGRATIONS = EndpointId.of("migrations");
    private static final int MAX_LENGTH = 200;
    private static final List<String> KEYS = List.of("target", "dryRun", "purge", "tag", "confirm", "engine");

    @Override
    public OperationInvoker apply(
            EndpointId endpoint, OperationType type, OperationParameters parameters, OperationInvoker invoker) {
        if (!endpoint.equals(MIGRATIONS) || type != OperationType.WRITE) {
            return invoker;
        }
        Set<String> known = parameters.stream().map(OperationParameter::getName).collect(Collectors.toSet());
        return (context) -> {
            Set<String> unknown = new TreeSet<>(context.getArguments().keySet());
            unknown.removeAll(known);
            return unknown.isEmpty()
                    ? invoker.invoke(context)
                    : MigrationsEndpointWebExtension.respond(() -> reject(unknown));
        };
    }

    private static Map<String, Object> reject(Set<String> unknown) {
        throw new ProblemException(
                RequestRejection.WRONG_ARGUMENT,
                "Unknown key '%s'.".formatted(StringUtils.truncate(String.join("', '", unknown), MAX_LENGTH)),
                "%sUse only '%s'. Nothing was changed.".formatted(suggestion(unknown), String.join("', '", KEYS)));
    }

    private static String suggestion(Set<String> unknown) {
        return unknown.stream()
                .flatMap((key) -> SimilarNames.to(key, KEYS).stream())
                .findFirst()
                .map("Did you mean '%s'? "::formatted)
                .orElse("");
    }
}
