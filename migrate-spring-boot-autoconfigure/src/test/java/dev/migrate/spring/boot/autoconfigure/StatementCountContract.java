package dev.migrate.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.MigrationEngine;
import dev.migrate.testsupport.TestDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** The number of statements of a start with an up-to-date database. */
abstract class StatementCountContract {

    private final ApplicationContextRunner contextRunner =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(MigrateAutoConfiguration.class));

    @Test
    void upToDateStartRunsOneQuery(TestDatabase database) {
        this.contextRunner
                .withBean(DataSource.class, database::dataSource)
                .run((context) -> assertThat(
                                context.getBean(MigrationEngine.class).status().upToDate())
                        .isTrue());
        Watched watched = new Watched(database.dataSource());
        this.contextRunner
                .withBean(DataSource.class, () -> watched)
                .run((context) -> assertThat(context).hasNotFailed());
        assertThat(watched.statements).singleElement().asString().startsWithIgnoringCase("select");
        assertThat(watched.connections).isEqualTo(1);
    }

    @Test
    void validationRunsOneQuery(TestDatabase database) {
        this.contextRunner
                .withBean(DataSource.class, database::dataSource)
                .run((context) -> assertThat(context).hasNotFailed());
        Watched watched = new Watched(database.dataSource());
        this.contextRunner
                .withBean(DataSource.class, () -> watched)
                .withPropertyValues("migrate.startup=validate")
                .run((context) -> assertThat(context).hasNotFailed());
        assertThat(watched.statements).hasSize(1);
    }

    @Test
    void startupNoneDoesNotConnect(TestDatabase database) {
        Watched watched = new Watched(database.dataSource());
        this.contextRunner
                .withBean(DataSource.class, () -> watched)
                .withPropertyValues("migrate.startup=none")
                .run((context) -> assertThat(context).hasNotFailed());
        assertThat(watched.connections).isZero();
    }

    /** Records the statements sent to the database. */
    private static final class Watched extends DelegatingDataSource {

        private final List<String> statements = new CopyOnWriteArrayList<>();
        private volatile int connections;

        Watched(DataSource target) {
            super(target);
        }

        @Override
        public Connection getConnection() throws SQLException {
            this.connections++;
            return watched(Connection.class, super.getConnection(), "");
        }

        private <T> T watched(Class<T> type, T real, String prepared) {
            return type.cast(Proxy.newProxyInstance(
                    type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                        boolean hasText = arguments != null && arguments.length > 0 && arguments[0] instanceof String;
                        String text = hasText ? (String) arguments[0] : prepared;
                        if (method.getName().startsWith("execute")) {
                            this.statements.add(text);
                        }
                        try {
                            Object result = method.invoke(real, arguments);
                            if (result instanceof PreparedStatement statement) {
                                return watched(PreparedStatement.class, statement, text);
                            }
                            return (result instanceof Statement statement)
                                    ? watched(Statement.class, statement, "")
                                    : result;
                        } catch (InvocationTargetException failure) {
                            throw failure.getCause();
                        }
                    }));
        }
    }
}
