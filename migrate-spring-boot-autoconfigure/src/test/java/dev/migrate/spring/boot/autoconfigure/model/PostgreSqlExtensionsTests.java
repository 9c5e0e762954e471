package dev.migrate.spring.boot.autoconfigure.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.migrate.MigrationEngine;
import dev.migrate.autogenerate.Autogenerate;
import dev.migrate.autogenerate.Proposal;
import dev.migrate.request.MigrationRequest;
import dev.migrate.spring.boot.autoconfigure.MigrateAutoConfiguration;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import dev.migrate.testsupport.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import samples.extensions.Account;

/** Extensions exist on PostgreSQL only. */
@DatabaseTest(DatabaseProduct.POSTGRESQL)
class PostgreSqlExtensionsTests {

    private static final List<String> EXTENSIONS = List.of("pgcrypto", "citext", "uuid-ossp", "hstore", "pg_trgm");

    private static final String MODEL = """
            create table account (
                id uuid primary key default uuid_generate_v4(),
                email citext not null unique,
                attributes hstore,
                name text default gen_salt('bf')
            );
            create index account_name on account using gin (name gin_trgm_ops);
            """;

    @TempDir
    private Path folder;

    @TempDir
    private Path models;

    @ParameterizedTest
    @CsvSource({
        "jpa, public, createdb", "jpa, ext, createdb", "jpa, ext, nocreatedb",
        "sql, public, createdb", "sql, ext, createdb", "sql, public, nocreatedb"
    })
    void draftsUpgradesChecksAndDowngrades(String source, String schema, String right, TestDatabase database)
            throws IOException {
        String role = "app_" + Long.toHexString(System.nanoTime());
        database.jdbc().execute("create role %s login password 'secret' %s".formatted(role, right));
        try {
            prepare(database, schema, role);
            Path models = Files.writeString(this.models.resolve("schema.sql"), MODEL);
            ApplicationContextRunner application = application(database, role)
                    .withPropertyValues(
                            "migrate.autogenerate.source=" + (source.equals("jpa") ? "jpa" : "file:" + models));

            application.withPropertyValues("migrate.target=1a").run((context) -> {
                assertThat(context).hasNotFailed();
                write("1b", autogenerate(context).propose(List.of()));
                assertThat(leftovers(database)).isZero();
            });
            application.run((context) -> {
                assertThat(context).hasNotFailed();
                assertThat(tables(database)).contains("account");
                assertThat(autogenerate(context).compare().differences()).isEmpty();
                engine(context).downgrade(MigrationRequest.to("1a"));
                assertThat(tables(database)).doesNotContain("account");
            });
        } finally {
            database.jdbc().execute("reassign owned by %s to current_user".formatted(role));
            database.jdbc().execute("drop owned by " + role);
            database.jdbc().execute("drop role " + role);
        }
    }

    /** The database belongs to the role; the extensions belong to a superuser, who created them in the first revision. */
    private void prepare(TestDatabase database, String schema, String role) throws IOException {
        String name = database.jdbc().queryForObject("select current_database()", String.class);
        StringBuilder creation = new StringBuilder("create schema if not exists %s;".formatted(schema));
        EXTENSIONS.forEach((extension) ->
                creation.append("create extension if not exists \"%s\" schema %s;".formatted(extension, schema)));
        database.jdbc().execute(creation.toString());
        database.jdbc().execute("alter database %s owner to %s".formatted(name, role));
        database.jdbc().execute("alter schema %s owner to %s".formatted(schema, role));
        database.jdbc().execute("alter database %s set search_path = public, %s".formatted(name, schema));
        write("1a", "", creation.toString(), "-- extensions stay");
    }

    private ApplicationContextRunner application(TestDatabase database, String role) {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        DataSourceAutoConfiguration.class,
                        HibernateJpaAutoConfiguration.class,
                        MigrateAutoConfiguration.class))
                .withUserConfiguration(Application.class)
                .withPropertyValues(
                        "spring.datasource.url=" + database.url(),
                        "spring.datasource.username=" + role,
                        "spring.datasource.password=secret",
                        "spring.datasource.hikari.maximum-pool-size=1",
                        "spring.datasource.hikari.connection-timeout=10000",
                        "spring.jpa.hibernate.ddl-auto=none",
                        "migrate.locations=file:" + this.folder);
    }

    private static MigrationEngine engine(ApplicationContext context) {
        assertThat(context.getBean(DataSource.class)).isInstanceOf(HikariDataSource.class);
        return context.getBean(MigrationEngine.class);
    }

    private static Autogenerate autogenerate(ApplicationContext context) {
        MigrationEngine engine = engine(context);
        return Autogenerate.of(
                engine,
                ModelSources.in(context).named(engine.settings().autogenerate().source()));
    }

    private void write(String id, Proposal proposal) throws IOException {
        assertThat(proposal.verification().succeeded()).isTrue();
        assertThat(proposal.upgrade()).contains("citext").doesNotContainPattern("(?m)^(CREATE|DROP|ALTER) EXTENSION");
        write(id, "1a", proposal.upgrade(), proposal.downgrade());
    }

    private void write(String id, String revises, String upgrade, String downgrade) throws IOException {
        Files.writeString(this.folder.resolve(id + ".sql"), """
                -- Revision %s
                --
                -- Revision ID: %s
                -- Revises: %s

                -- migrate:upgrade
                %s
                -- migrate:downgrade
                %s
                """.formatted(id, id, revises, upgrade, downgrade));
    }

    private static List<String> tables(TestDatabase database) {
        return database.jdbc()
                .queryForList("select tablename from pg_tables where schemaname = 'public'", String.class);
    }

    private static int leftovers(TestDatabase database) {
        Integer databases = database.jdbc()
                .queryForObject(
                        "select count(*) from pg_database where datname like 'migrate_scratch_'"
                                + " || (select oid from pg_database where datname = current_database()) || '%'",
                        Integer.class);
        return databases == null ? 0 : databases;
    }

    @Configuration(proxyBeanMethods = false)
    @EntityScan(basePackageClasses = Account.class)
    static class Application {}
}
