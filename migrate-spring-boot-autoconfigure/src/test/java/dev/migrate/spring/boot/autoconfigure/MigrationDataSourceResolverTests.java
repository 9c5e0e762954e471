package dev.migrate.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import dev.migrate.error.InvalidSettingsException;
import dev.migrate.error.Wording;
import dev.migrate.spring.boot.autoconfigure.properties.MigrateProperties;
import java.sql.Connection;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

class MigrationDataSourceResolverTests {

    private final MigrateProperties properties = new MigrateProperties();

    private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();

    @Test
    void usesTheApplicationsDataSourceByDefault() {
        DataSource application = application();
        assertThat(choose()).isSameAs(application);
    }

    @Test
    void usesTheApplicationsDataSourceIfPropertiesAreEmpty() {
        DataSource application = application();
        this.properties.setUrl("");
        this.properties.setUser("");
        this.properties.setPassword("");
        this.properties.setDriverClassName("");
        assertThat(choose()).isSameAs(application);
    }

    @Test
    void usesConfiguredUrlAndUser() {
        application();
        this.properties.setUrl("jdbc:h2:mem:elsewhere");
        this.properties.setUser("owner");
        this.properties.setPassword("secret");
        assertThat(chooseSimple()).satisfies((chosen) -> {
            assertThat(chosen.getUrl()).isEqualTo("jdbc:h2:mem:elsewhere");
            assertThat(chosen.getUsername()).isEqualTo("owner");
            assertThat(chosen.getPassword()).isEqualTo("secret");
            assertThat(chosen.getDriver()).isInstanceOf(org.h2.Driver.class);
        });
    }

    @Test
    void doesNotSendTheApplicationsPasswordToAnotherUrl() {
        application();
        this.properties.setUrl("jdbc:h2:mem:elsewhere");
        assertThat(chooseSimple()).satisfies((chosen) -> {
            assertThat(chosen.getUsername()).isNull();
            assertThat(chosen.getPassword()).isNull();
        });
    }

    @Test
    void derivesDataSourceForAnotherUser() {
        application();
        this.properties.setUser("owner");
        this.properties.setPassword("secret");
        assertThat(chooseSimple()).satisfies((chosen) -> {
            assertThat(chosen.getUrl()).isEqualTo("jdbc:h2:mem:application");
            assertThat(chosen.getUsername()).isEqualTo("owner");
            assertThat(chosen.getPassword()).isEqualTo("secret");
        });
    }

    @Test
    void doesNotUseTheApplicationsPasswordForAnotherUser() {
        application();
        this.properties.setUser("owner");
        assertThat(chooseSimple().getPassword()).isEmpty();
    }

    @Test
    void opensNoPool() {
        application();
        this.properties.setUser("owner");
        assertThat(choose()).isInstanceOf(SimpleDriverDataSource.class);
    }

    @Test
    void combinesUserOfPropertiesWithUrlOfDetails() {
        this.properties.setUser("owner");
        this.properties.setPassword("secret");
        SimpleDriverDataSource chosen =
                (SimpleDriverDataSource) choose(new Details("jdbc:h2:mem:container", "container", "container-secret"));
        assertThat(chosen.getUrl()).isEqualTo("jdbc:h2:mem:container");
        assertThat(chosen.getUsername()).isEqualTo("owner");
        assertThat(chosen.getPassword()).isEqualTo("secret");
    }

    @Test
    void rejectsPasswordWithoutUser() {
        application();
        this.properties.setPassword("secret");
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(this::choose)
                .satisfies((failure) -> {
                    assertThat(failure.property()).isEqualTo("migrate.password");
                    assertThat(failure).hasMessageNotContaining("secret");
                });
    }

    @Test
    void rejectsUserIfTheUrlCannotBeDetermined() {
        this.beans.registerSingleton("dataSource", new HiddenDataSource());
        this.properties.setUser("owner");
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(this::choose)
                .satisfies((failure) ->
                        assertThat(failure.remedy().in(Wording.properties())).contains("migrate.url"));
    }

    @Test
    void failsWithoutUrl() {
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(this::choose)
                .satisfies((failure) -> assertThat(failure.property()).isEqualTo("migrate.url"));
    }

    private DataSource application() {
        HikariDataSource dataSource = DataSourceBuilder.create()
                .type(HikariDataSource.class)
                .url("jdbc:h2:mem:application")
                .username("app")
                .password("app-secret")
                .build();
        this.beans.registerSingleton("dataSource", dataSource);
        return dataSource;
    }

    private DataSource choose() {
        return choose(new PropertiesMigrateConnectionDetails(this.properties));
    }

    private SimpleDriverDataSource chooseSimple() {
        return (SimpleDriverDataSource) choose();
    }

    private DataSource choose(MigrateConnectionDetails details) {
        return new MigrationDataSourceResolver(
                        this.properties,
                        details,
                        this.beans.getBeanProvider(DataSource.class),
                        new DefaultListableBeanFactory().getBeanProvider(DataSource.class),
                        this.beans.getBeanProvider(JdbcConnectionDetails.class))
                .resolve();
    }

    private record Details(String url, String user, String password) implements MigrateConnectionDetails {

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

    private static final class HiddenDataSource extends AbstractDataSource {

        @Override
        public Connection getConnection() {
            throw new IllegalStateException("Nobody is to connect here");
        }

        @Override
        public Connection getConnection(String username, String password) {
            return getConnection();
        }
    }
}
