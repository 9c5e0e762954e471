package dev.migrate.spring.boot.cli;

import dev.migrate.MigrationEngine;
import dev.migrate.error.InvalidSettingsException;
import dev.migrate.spring.boot.document.ProblemAnswer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;

/** The engines among the beans of the application. No other bean is made than those that an engine needs. */
final class ApplicationEngines implements Engines {

    private static final String DEFAULT = "default";

    private @Nullable ListableBeanFactory beans;

    void use(ListableBeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public MigrationEngine named(@Nullable String name) {
        ListableBeanFactory factory = this.beans;
        if (factory == null) {
            throw new IllegalStateException("The application is not there yet.");
        }
        if (name != null && !name.equals(DEFAULT)) {
            return other(factory, name);
        }
        MigrationEngine unnamed = factory.getBeanProvider(MigrationEngine.class).getIfUnique();
        if (unnamed != null) {
            return unnamed;
        }
        String known = known(factory);
        if (known.isEmpty()) {
            throw new InvalidSettingsException(
                    "spring.datasource.url",
                    "The application has no data source that could be migrated.",
                    "Set 'spring.datasource.url' or 'migrate.url', and leave 'migrate.enabled' at 'true'.");
        }
        throw refusal(
                "engine-required",
                "There are several engines, and none of them is the default one.",
                "Name one with '--engine': " + known + ".");
    }

    private static MigrationEngine other(ListableBeanFactory factory, String name) {
        if (factory.containsBean(name) && factory.isTypeMatch(name, MigrationEngine.class)) {
            return factory.getBean(name, MigrationEngine.class);
        }
        throw refusal(
                "no-such-engine", "There is no engine '" + name + "'.", "Name one of these: " + known(factory) + ".");
    }

    private static String known(ListableBeanFactory factory) {
        String[] names = factory.getBeanNamesForType(MigrationEngine.class);
        return names.length == 0 ? "" : "'" + String.join("', '", names) + "'";
    }

    private static RefusalException refusal(String code, String detail, String remedy) {
        return new RefusalException(ExitCode.WRONG_USAGE, ProblemAnswer.of(400, code, "Wrong usage", detail, remedy));
    }
}
