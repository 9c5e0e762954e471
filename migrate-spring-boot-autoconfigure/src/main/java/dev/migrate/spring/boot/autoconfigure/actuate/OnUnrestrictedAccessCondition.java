package dev.migrate.spring.boot.autoconfigure.actuate;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches if unrestricted access is configured for this endpoint. The default access of all endpoints is ignored, because
 * it is usually set for other endpoints.
 */
final class OnUnrestrictedAccessCondition extends SpringBootCondition {

    private static final String PROPERTY = "management.endpoint.migrations.access";

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        String access = context.getEnvironment().getProperty(PROPERTY);
        ConditionMessage message = ConditionMessage.forCondition("Unrestricted migrations endpoint")
                .because("'%s' is %s".formatted(PROPERTY, (access != null) ? "'" + access + "'" : "not set"));
        return new ConditionOutcome(
                access != null && Access.UNRESTRICTED.name().equalsIgnoreCase(access.strip()), message);
    }
}
