package dev.migrate.spring.boot.autoconfigure;

import dev.migrate.script.ScriptIndex;
import dev.migrate.spring.boot.autoconfigure.properties.EngineInstances;
import dev.migrate.spring.boot.autoconfigure.properties.MigrateProperties;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.generate.GeneratedFiles.Kind;
import org.springframework.aot.hint.ResourceHints;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotContribution;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Writes an index of the scripts in the configured locations during ahead-of-time processing, so that the application
 * does not search for scripts at startup and a native image contains them.
 */
final class ScriptIndexAotProcessor implements BeanFactoryInitializationAotProcessor {

    @Override
    public @Nullable BeanFactoryInitializationAotContribution processAheadOfTime(
            ConfigurableListableBeanFactory beanFactory) {
        if (beanFactory.getBeanNamesForType(EngineFactory.class, true, false).length == 0) {
            return null;
        }
        ClassLoader classLoader = Objects.requireNonNullElseGet(
                beanFactory.getBeanClassLoader(), ScriptIndexAotProcessor.class::getClassLoader);
        ScriptIndex index = ScriptIndex.of(locations(beanFactory.getBean(Environment.class)), classLoader);
        return (generationContext, code) -> {
            generationContext
                    .getGeneratedFiles()
                    .addFile(Kind.RESOURCE, ScriptIndex.RESOURCE, (file) -> file.append(index.text()));
            ResourceHints hints = generationContext.getRuntimeHints().resources();
            hints.registerPattern(ScriptIndex.RESOURCE);
            index.resources().forEach(hints::registerPattern);
        };
    }

    private static List<String> locations(Environment environment) {
        MigrateProperties properties = Binder.get(environment).bindOrCreate("migrate", MigrateProperties.class);
        return Stream.concat(
                        properties.getLocations().stream(),
                        EngineInstances.of(environment).values().stream()
                                .flatMap((instance) -> instance.getLocations().stream()))
                .distinct()
                .toList();
    }
}
