package dev.migrate.spring.boot.autoconfigure.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.MigrationEngine;
import dev.migrate.spring.boot.autoconfigure.MigrateAutoConfiguration;
import dev.migrate.spring.boot.autoconfigure.MigrateConnectionDetails;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetailsFactories;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.boot.testcontainers.service.connection.ServiceConnectionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.junit.jupiter.SpringExtension;
import org.testcontainers.containers.JdbcDatabaseContainer;
import org.testcontainers.utility.DockerImageName;

/** Tests URL and user of the connections, with fake containers. */
@ExtendWith(SpringExtension.class)
@ContextConfiguration(classes = ServiceConnectionTests.Application.class)
class ServiceConnectionTests {

    @Autowired
    private MigrateConnectionDetails details;

    @Autowired
    private MigrationEngine engine;

    @Autowired
    private JdbcDatabaseContainer<?> container;

    @Test
    void theEngineConnectsToAContainer() {
        assertThat(this.details.getJdbcUrl()).isEqualTo(this.container.getJdbcUrl());
        assertThat(this.details.getUsername()).isEqualTo("sa");
        assertThat(this.details.getDriverClassName()).isEqualTo("org.h2.Driver");
        assertThat(this.engine.status().current()).containsExactly("acc0004");
    }

    @Test
    void usesTheDatabaseOfDockerCompose() {
        Map<Class<?>, ConnectionDetails> made = new ConnectionDetailsFactories(
                        getClass().getClassLoader())
                .getConnectionDetails(new Compose("jdbc:h2:mem:compose", "sa", "secret"), false);
        assertThat(made.get(MigrateConnectionDetails.class))
                .isInstanceOfSatisfying(MigrateConnectionDetails.class, (adapted) -> {
                    assertThat(adapted.getJdbcUrl()).isEqualTo("jdbc:h2:mem:compose");
                    assertThat(adapted.getUsername()).isEqualTo("sa");
                    assertThat(adapted.getPassword()).isEqualTo("secret");
                    assertThat(adapted.getDriverClassName()).isEqualTo("org.h2.Driver");
                    assertThat(adapted).asString().doesNotContain("secret");
                });
    }

    @Test
    void configuredUserConnectsToTheStartedDatabase() {
        String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
        MigrateConnectionDetails adapted = (MigrateConnectionDetails)
                new ConnectionDetailsFactories(getClass().getClassLoader())
                        .getConnectionDetails(new Compose(url, "nobody", "wrong"), false)
                        .get(MigrateConnectionDetails.class);
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(MigrateAutoConfiguration.class))
                .withBean(MigrateConnectionDetails.class, () -> adapted)
                .withPropertyValues("migrate.user=owner", "migrate.password=right", "migrate.url=jdbc:h2:mem:never")
                .run((context) -> assertThat(
                                context.getBean(MigrationEngine.class).log(1).entries())
                        .hasSize(1));
    }

    private record Compose(String url, String user, String password) implements JdbcConnectionDetails {

        @Override
        public String getUsername() {
            return this.user;
        }

        @Override
        public String getPassword() {
            return this.password;
        }

        @Override
        public String getJdbcUrl() {
            return this.url;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        MigrateAutoConfiguration.class,
        ServiceConnectionAutoConfiguration.class
    })
    static class Application {

        // #region container
        @Bean
        @ServiceConnection
        JdbcDatabaseContainer<?> database() {
            // #endregion
            return new Pretended();
        }
    }

    private static final class Pretended extends JdbcDatabaseContainer<Pretended> {

        private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

        private Pretended() {
            super(DockerImageName.parse("h2"));
        }

        @Override
        public void start() {}

        @Override
        public void stop() {}

        @Override
        public boolean isRunning() {
            return true;
        }

        @Override
        public List<String> getPortBindings() {
            return List.of();
        }

        @Override
        public String getDriverClassName() {
            return "org.h2.Driver";
        }

        @Override
        public String getJdbcUrl() {
            return this.url;
        }

        @Override
        public String getUsername() {
            return "sa";
        }

        @Override
        public String getPassword() {
            return "";
        }

        @Override
        protected String getTestQueryString() {
            return "select 1";
        }
    }
}
