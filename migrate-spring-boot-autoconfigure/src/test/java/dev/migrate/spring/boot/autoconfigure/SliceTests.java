package dev.migrate.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.spring.boot.autoconfigure.startup.MigrationInitializer;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.boot.jdbc.test.autoconfigure.JdbcTest;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

class SliceTests {

    @Nested
    @JdbcTest
    class Jdbc {

        @Test
        void jdbcSliceIsMigrated(@Autowired ApplicationContext context, @Autowired JdbcTemplate jdbc) {
            assertThat(context.getBeansOfType(MigrationInitializer.class)).hasSize(1);
            assertThat(jdbc.queryForList("select id from invoice")).isEmpty();
        }
    }

    @Nested
    // #region slice
    @DataJpaTest(properties = "spring.jpa.hibernate.ddl-auto=validate")
    class Jpa {

        @Test
        void jpaSliceIsMigrated(@Autowired ApplicationContext context, @Autowired JdbcTemplate jdbc) {
            assertThat(context.getBeansOfType(MigrationInitializer.class)).hasSize(1);
            assertThat(jdbc.queryForList("select id from invoice")).isEmpty();
        }
    }
    // #endregion

    @SpringBootConfiguration(proxyBeanMethods = false)
    @AutoConfigurationPackage
    static class Application {}

    @Entity
    @Table(name = "account")
    static class Account {

        @Id
        Long id;

        String name;
    }
}
