package dev.migrate.spring.boot.autoconfigure;

import dev.migrate.operation.Migration;
import dev.migrate.spring.boot.autoconfigure.properties.EngineNames;
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
        List<ConfiguredEngine> engines = ConfiguredEngine.all(this.context);
        return this.context
                .getBeanProvider(Migration.class)
                .orderedStream()
                .filter((migration) -> engines.size() < 2 || isOurs(migration, engines))
                .iterator();
    }

    private boolean isOurs(Migration migration, List<ConfiguredEngine> engines) {
        String place = "classpath:"
                + AopUtils.getTargetClass(migration).getPackageName().replace('.', '/');
        List<ConfiguredEngine> near =
                engines.stream().filter((known) -> holds(known, place)).toList();
        return near.isEmpty()
                ? this.engine.equals(EngineNames.DEFAULT)
                : near.stream().anyMatch((known) -> known.name().equals(this.engine));
    }

    private static boolean holds(ConfiguredEngine engine, String place) {
        return engine.properties().getLocations().stream()
                .map((location) -> location.replace("classpath:/", "classpath:"))
                .anyMatch((location) -> place.equals(location) || place.startsWith(location + "/"));
    }
}
