package dev.migrate.spring.boot.autoconfigure;

import dev.migrate.operation.Migration;
import dev.migrate.spring.boot.autoconfigure.properties.EngineNames;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.springframework.aop.support.AopUtils;
import org.springframework.context.ApplicationContext;

/**
 * The Java revisions of one engine that are beans. A bean belongs to the engines whose locations contain its package, or
 * else to the default engine. Beans are created when the engine requests them.
 */
public final class MigrationBeans implements Iterable<Migration> {

    private final String engine;
    private final ApplicationContext context;

    /** Creates the collection for an engine. */
    public MigrationBeans(String engine, ApplicationContext context) {
        this.engine = engine;
        this.context = context;
    }

    @Override
    public Iterator<Migration> iterator() {
        List<Migration> migrations =
                this.context.getBeanProvider(Migration.class).orderedStream().toList();
        if (migrations.isEmpty()) {
            return Collections.emptyIterator();
        }
        List<ConfiguredEngine> engines = ConfiguredEngine.all(this.context);
        return migrations.stream()
                .filter((migration) -> engines.size() < 2 || belongsToEngine(migration, engines))
                .iterator();
    }

    private boolean belongsToEngine(Migration migration, List<ConfiguredEngine> engines) {
        String location = "classpath:"
                + AopUtils.getTargetClass(migration).getPackageName().replace('.', '/');
        List<ConfiguredEngine> owners =
                engines.stream().filter((each) -> hasLocation(each, location)).toList();
        return owners.isEmpty()
                ? this.engine.equals(EngineNames.DEFAULT)
                : owners.stream().anyMatch((each) -> each.name().equals(this.engine));
    }

    private static boolean hasLocation(ConfiguredEngine engine, String location) {
        return engine.properties().getLocations().stream()
                .map((configured) -> configured.replace("classpath:/", "classpath:"))
                .anyMatch((configured) -> location.equals(configured) || location.startsWith(configured + "/"));
    }
}
