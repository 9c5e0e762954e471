package dev.migrate.spring.boot.model;

import dev.migrate.autogenerate.Desired;
import dev.migrate.autogenerate.ModelSource;
import dev.migrate.autogenerate.Target;
import dev.migrate.error.AutogenerateException;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;

/** The JPA entities of an application, by Hibernate, with whatever the application tells Hibernate. */
final class JpaModelSource implements ModelSource {

    private final ApplicationContext context;

    JpaModelSource(ApplicationContext context) {
        this.context = context;
    }

    @Override
    public String name() {
        return "jpa";
    }

    /** A unit of which it is known that it has no entity does not count. */
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
    public Desired desired(Target target) {
        try (OfflineFactories offline = new OfflineFactories(this.context, target)) {
            List<OfflineFactories.Unit> units =
                    factories().stream().map(offline::unit).toList();
            return inThisDatabase(units).stream()
                    .map(OfflineFactories.Unit::desired)
                    .filter((desired) -> !desired.statements().isEmpty())
                    .reduce(Desired::and)
                    .orElseThrow(() -> new AutogenerateException(
                            "no-models",
                            "Hibernate knows no entity that would be in this database.",
                            "Look at '@EntityScan', or set 'migrate.autogenerate.source'.",
                            null));
        }
    }

    /** Of several units only those belong together that have the application's own data source. */
    private List<OfflineFactories.Unit> inThisDatabase(List<OfflineFactories.Unit> units) {
        DataSource own = this.context.getBeanProvider(DataSource.class).getIfUnique();
        if (units.size() == 1 || own == null) {
            return units;
        }
        List<OfflineFactories.Unit> here =
                units.stream().filter((unit) -> own == unit.dataSource()).toList();
        if (here.isEmpty()) {
            throw new AutogenerateException(
                    "several-models",
                    "There are several persistence units, and none has the application's primary data source: %s."
                            .formatted(units.stream()
                                    .map((unit) -> "'" + unit.name() + "'")
                                    .collect(Collectors.joining(", "))),
                    "Mark the data source of the one that is meant as '@Primary'.",
                    null);
        }
        return here;
    }

    private List<String> factories() {
        return OfflineFactories.names((DefaultListableBeanFactory) this.context.getAutowireCapableBeanFactory());
    }
}
