package dev.migrate.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.error.Location;
import dev.migrate.inspect.Scope;
import dev.migrate.product.Product;
import dev.migrate.schema.Schema;
import dev.migrate.sql.Statement;
import dev.migrate.sql.Statements;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import dev.migrate.testsupport.TestDatabase;
import java.io.StringReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.junit.jupiter.api.Test;

/** From an empty database to models, for which Hibernate vouches, and back to an empty one. */
class ModelRoundTripTests {

    private static final EntitySources CLINIC =
            EntitySources.in(Path.of("src/test/resources/conformance/autogenerate/clinic"));

    @Test
    @DatabaseTest(DatabaseProduct.POSTGRESQL)
    void roundTripsOnPostgreSql(TestDatabase database) throws SQLException {
        goesThereAndBack(database);
    }

    @Test
    @DatabaseTest(DatabaseProduct.MARIADB)
    void roundTripsOnMariaDb(TestDatabase database) throws SQLException {
        goesThereAndBack(database);
    }

    @Test
    @DatabaseTest(DatabaseProduct.MYSQL)
    void roundTripsOnMySql(TestDatabase database) throws SQLException {
        goesThereAndBack(database);
    }

    @Test
    @DatabaseTest(DatabaseProduct.H2)
    void roundTripsOnH2(TestDatabase database) throws SQLException {
        goesThereAndBack(database);
    }

    private static void goesThereAndBack(TestDatabase database) throws SQLException {
        goesThereAndBack(database, CLINIC);
        goesThereAndBack(database, EntitySources.model());
    }

    private static void goesThereAndBack(TestDatabase database, EntitySources sources) throws SQLException {
        Dialect dialect;
        try (Connection connection = database.dataSource().getConnection()) {
            dialect = Dialects.of(connection.getMetaData());
        }
        List<Class<?>> classes = sources == CLINIC
                ? sources.compiled()
                : sources.forProduct(dialect.name()).compiled();
        Autogenerate autogenerate = new Autogenerate(
                database.dataSource(), EntitySources.source(classes, Map.of()), AutogenerateSettings.DEFAULT);
        Schema empty = read(database, dialect);

        Proposal proposal = autogenerate.propose(List.of());

        AutogenerateContract.assertProved(proposal);
        apply(database, dialect, proposal.upgrade());
        assertThat(autogenerate.compare().differences()).isEmpty();
        validate(database, classes);
        apply(database, dialect, proposal.downgrade());
        assertThat(read(database, dialect)).isEqualTo(empty);
    }

    /** The default schema, and the schema that the model names. */
    private static Schema read(TestDatabase database, Dialect dialect) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            Set<String> others =
                    Set.of(DatabaseContext.of(connection, dialect, Schema.EMPTY).folded("audit"));
            return Product.of(dialect)
                    .inspector()
                    .read(
                            connection,
                            new Scope(
                                    null,
                                    Set.of("mariadb", "mysql").contains(dialect.name()) ? Set.of() : others,
                                    (name) -> true));
        }
    }

    /** Fails where a table or column is missing, or has a type that Hibernate does not expect. */
    private static void validate(TestDatabase database, List<Class<?>> classes) {
        try (StandardServiceRegistry registry = new StandardServiceRegistryBuilder(new BootstrapServiceRegistryBuilder()
                        .applyClassLoader(classes.get(0).getClassLoader())
                        .build())
                .applySetting("hibernate.connection.datasource", database.dataSource())
                .applySetting("hibernate.hbm2ddl.auto", "validate")
                .applySetting("hibernate.physical_naming_strategy", PhysicalNamingStrategySnakeCaseImpl.class.getName())
                .build()) {
            MetadataSources sources = new MetadataSources(registry);
            classes.forEach(sources::addAnnotatedClass);
            sources.buildMetadata().buildSessionFactory().close();
        }
    }

    private static void apply(TestDatabase database, Dialect dialect, String text) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                java.sql.Statement jdbc = connection.createStatement();
                Statements split = dialect.lexer().statements(new StringReader(text), new Location("script", 1))) {
            for (Optional<Statement> next = split.next(); next.isPresent(); next = split.next()) {
                jdbc.execute(next.get().sql());
            }
        }
    }
}
