package dev.migrate.testsupport;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Skips tests whose product is unavailable, and provides databases to the others. */
final class DatabaseExtension implements ExecutionCondition, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(DatabaseExtension.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        DatabaseProduct product = product(context);
        Optional<String> missing = servers(context).whyMissing(product);
        return missing.map(why -> ConditionEvaluationResult.disabled(product + " is unavailable: " + why))
                .orElseGet(() -> ConditionEvaluationResult.enabled(product + " is available"));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestDatabase.class;
    }

    @Override
    public TestDatabase resolveParameter(ParameterContext parameter, ExtensionContext context) {
        DatabaseProduct product = product(context);
        return context.getStore(NAMESPACE)
                .computeIfAbsent(product, key -> servers(context).lend(product), TestDatabase.class);
    }

    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return ExtensionContextScope.TEST_METHOD;
    }

    /**
     * Returns the servers of this run: found once, stopped and reported when the launcher's session ends. The report
     * goes to standard output, because it must be visible even if tests turn off logging.
     */
    private static Servers servers(ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
                .computeIfAbsent(Servers.class, key -> servers(), Servers.class);
    }

    private static Servers servers() {
        Map<String, String> environment = System.getenv();
        return new Servers(
                new ServerSources(environment)::of, "true".equals(environment.get("CI")), System.out::println);
    }

    private static DatabaseProduct product(ExtensionContext context) {
        Optional<ExtensionContext> at = Optional.of(context);
        while (at.isPresent()) {
            Optional<DatabaseTest> found =
                    AnnotationSupport.findAnnotation(at.get().getElement(), DatabaseTest.class);
            if (found.isPresent()) {
                return found.get().value();
            }
            at = at.get().getParent();
        }
        throw new IllegalStateException("No @DatabaseTest around " + context.getDisplayName());
    }
}
