package dev.migrate.spring.boot.autoconfigure;

import dev.migrate.script.ScriptIndex;
import dev.migrate.spring.boot.autoconfigure.properties.EngineInstances;
import dev.migrate.spring.boot.autoconfigure.properties.MigrateProperties;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * Matches if the default engine is required. Without instances, it always is, and reports missing configuration itself.
 * With instances, it is omitted if there is no single database for it, or if no location is configured and the default
 * location contains no script.
 */
final class UnnamedEngineCondition extends SpringBootCondition implements ConfigurationCondition {

    @Override
    public ConfigurationPhase getConfigurationPhase() {
        return ConfigurationPhase.REGISTER_BEAN;
    }

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Environment environment = context.getEnvironment();
        ConfigurableListableBeanFactory beans = context.getBeanFactory();
        Assert.state(beans != null, "A bean factory is required");
        ConditionMessage.Builder message = ConditionMessage.forCondition("Migrate's default engine");
        if (!EngineInstances.areIn(environment)) {
            return ConditionOutcome.match(message.because("there are no instances"));
        }
        if (hasOwnDatabase(environment, beans)) {
            return ConditionOutcome.match(message.because("it has its own database"));
        }
        if (!hasOneCandidate(beans)) {
            return ConditionOutcome.noMatch(message.because("there is no single data source to migrate"));
        }
        return hasScripts(context)
                ? ConditionOutcome.match(message.because("it has scripts and a data source"))
                : ConditionOutcome.noMatch(message.because("there are instances, and it has no scripts"));
    }

    private static boolean hasOwnDatabase(Environment environment, ConfigurableListableBeanFactory beans) {
        return StringUtils.hasText(environment.getProperty("migrate.url"))
                || beans.getBeanNamesForType(MigrateConnectionDetails.class, true, false).length > 0
                || beans.getBeanNamesForAnnotation(MigrateDataSource.class).length > 0;
    }

    private static boolean hasOneCandidate(ConfigurableListableBeanFactory beans) {
        List<String> candidates = Arrays.stream(beans.getBeanNamesForType(DataSource.class, true, false))
                .filter((name) -> isCandidate(beans, name))
                .toList();
        if (candidates.isEmpty()) {
            return beans.getBeanNamesForType(JdbcConnectionDetails.class, true, false).length == 1;
        }
        return candidates.size() == 1
                || candidates.stream()
                                .filter((name) -> beans.containsBeanDefinition(name)
                                        && beans.getMergedBeanDefinition(name).isPrimary())
                                .count()
                        == 1;
    }

    private static boolean isCandidate(ConfigurableListableBeanFactory beans, String name) {
        if (!beans.containsBeanDefinition(name)) {
            return true;
        }
        BeanDefinition definition = beans.getMergedBeanDefinition(name);
        return definition.isAutowireCandidate()
                && (!(definition instanceof AbstractBeanDefinition known) || known.isDefaultCandidate());
    }

    private static boolean hasScripts(ConditionContext context) {
        Binder binder = Binder.get(context.getEnvironment());
        if (binder.bind("migrate.locations", Bindable.listOf(String.class)).isBound()) {
            return true;
        }
        ClassLoader classLoader =
                Objects.requireNonNullElseGet(context.getClassLoader(), UnnamedEngineCondition.class::getClassLoader);
        return new MigrateProperties()
                .getLocations().stream().anyMatch((location) -> ScriptIndex.findsAny(location, classLoader));
    }
}
