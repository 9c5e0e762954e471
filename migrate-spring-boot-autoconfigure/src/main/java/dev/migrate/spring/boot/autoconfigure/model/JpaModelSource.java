package dev.migrate.spring.boot.autoconfigure.model;

import dev.migrate.autogenerate.DatabaseContext;
import dev.migrate.autogenerate.ModelSource;
import dev.migrate.autogenerate.TargetSchema;
import dev.migrate.error.AutogenerateException;
import dev.migrate.error.ErrorCode;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;

/** Provides the JPA entities of an application through Hibernate, with the application's Hibernate settings. */
final class JpaModelSource implements ModelSource {

    private final ApplicationContext context;

    JpaModelSource(ApplicationContext context) {
        this.context = context;
    }

    @Override
    public String name() {
        return "jpa";
    }

    /** Ignores persistence units that are known to have no entities. */
    @Override
    public boolean isPresent() {
        if (factories().isEmpty()) {
            return false;
        }
        List<PersistenceManagedTypes> types = this.context
                .getBeanProvider(PersistenceManagedTypes.class)
                .orderedStream()
                .toList();
        return types.isEmpty()
                || types.stream()
                        .anyMatch((each) -> !each.getManagedClassNames().isEmpty());
    }

    @Override
    public TargetSchema desired(DatabaseContext databaseContext) {
        try (OfflineEntityManagerFactories offline = new OfflineEntityManagerFactories(this.context, databaseContext)) {
            List<OfflineEntityManagerFactories.Unit> units =
                    factories().stream().map(offline::unit).toList();
            return inThisDatabase(units).stream()
                    .map(OfflineEntityManagerFactories.Unit::desired)
                    .filter((targetSchema) -> !targetSchema.statements().isEmpty())
                    .reduce(TargetSchema::and)
                    .orElseThrow(() -> new AutogenerateException(
                            ErrorCode.NO_MODELS,
                            "Hibernate found no entities for this database.",
                            "Correct '@EntityScan', or set 'migrate.autogenerate.source'.",
                            null));
        }
    }

    /** Returns the persistence units that use the application's data source, if there are several. */
    private List<OfflineEntityManagerFactories.Unit> inThisDatabase(List<OfflineEntityManagerFactories.Unit> units) {
        DataSource own = this.context.getBeanProvider(DataSource.class).getIfUnique();
        if (units.size() == 1 || own == null) {
            return units;
        }
        List<OfflineEntityManagerFactories.Unit> here =
                units.stream().filter((unit) -> own == unit.dataSource()).toList();
        if (here.isEmpty()) {
            throw new AutogenerateException(
                    ErrorCode.SEVERAL_MODELS,
                    "There are several persistence units, and none has the application's primary data source: %s."
                            .formatted(units.stream()
                                    .map((unit) -> "'" + unit.name() + "'")
                                    .collect(Collectors.joining(", "))),
                    "Annotate the data source of the unit to compare with '@Primary'.",
                    null);
        }
        return here;
    }

    private List<String> factories() {
        return OfflineEntityManagerFactories.names(
                (DefaultListableBeanFactory) this.context.getAutowireCapableBeanFactory());
    }
}
