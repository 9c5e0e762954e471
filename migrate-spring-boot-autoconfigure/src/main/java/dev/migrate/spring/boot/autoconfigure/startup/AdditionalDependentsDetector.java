package dev.migrate.spring.boot.autoconfigure.startup;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitializationDetector;
import org.springframework.util.ClassUtils;

/** Makes beans depend on the migration that use the database without Spring Boot's knowledge. */
final class AdditionalDependentsDetector implements DependsOnDatabaseInitializationDetector {

    private static final List<String> TYPES = List.of(
            "org.springframework.r2dbc.core.DatabaseClient",
            "org.apache.ibatis.session.SqlSessionFactory",
            "net.javacrumbs.shedlock.core.LockProvider",
            "com.github.kagkarlsson.scheduler.Scheduler");

    @Override
    public Set<String> detect(ConfigurableListableBeanFactory beanFactory) {
        ClassLoader classLoader = beanFactory.getBeanClassLoader();
        Set<String> names = new LinkedHashSet<>();
        for (String type : TYPES) {
            if (ClassUtils.isPresent(type, classLoader)) {
                Class<?> present = ClassUtils.resolveClassName(type, classLoader);
                names.addAll(List.of(beanFactory.getBeanNamesForType(present, true, false)));
            }
        }
        return names;
    }
}
