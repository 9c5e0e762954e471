package dev.migrate.autogenerate.jpa;

import dev.migrate.autogenerate.DatabaseContext;
import dev.migrate.autogenerate.TargetSchema;
import dev.migrate.error.AutogenerateException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.cfg.DialectSpecificSettings;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.jpa.boot.spi.IntegratorProvider;
import org.hibernate.jpa.boot.spi.JpaSettings;
import org.jspecify.annotations.Nullable;

/**
 * Captures the schema that the entities of a persistence unit define while Hibernate starts. With the
 * {@link #settings}, Hibernate starts without a connection and validates nothing, so the database may be outdated or
 * unavailable. The start need not succeed after the metadata is built.
 */
public final class PersistenceUnit implements Integrator {

    /**
     * Prevents Hibernate from creating tables for its bulk statements at startup. A literal, because its constants are
     * deprecated.
     */
    private static final String PERSISTENT_HELPER_TABLES = "hibernate.query.mutation_strategy.persistent.create_tables";

    private static final String TEMPORARY_HELPER_TABLES =
            "hibernate.query.mutation_strategy.global_temporary.create_tables";

    private final DatabaseContext databaseContext;
    private @Nullable TargetSchema targetSchema;

    /**
     * Creates a unit whose schema is not known yet.
     *
     * @param databaseContext the database for which Hibernate generates SQL
     */
    public PersistenceUnit(DatabaseContext databaseContext) {
        this.databaseContext = databaseContext;
    }

    /**
     * Returns the settings with which Hibernate must start.
     *
     * @param given the existing settings; an {@code IntegratorProvider} in them is kept
     */
    public Map<String, Object> settings(Map<String, ?> given) {
        Map<String, Object> settings = new HashMap<>();
        Object others = given.get(JpaSettings.INTEGRATOR_PROVIDER);
        settings.put(JpaSettings.INTEGRATOR_PROVIDER, (IntegratorProvider) () -> integrators(others));
        settings.put(AvailableSettings.CONNECTION_PROVIDER, new NoConnection());
        settings.put(AvailableSettings.ALLOW_METADATA_ON_BOOT, false);
        settings.put(
                AvailableSettings.JAKARTA_HBM2DDL_DB_NAME,
                this.databaseContext.version().productName());
        settings.put(
                AvailableSettings.JAKARTA_HBM2DDL_DB_VERSION,
                this.databaseContext.version().text());
        settings.put(
                AvailableSettings.JAKARTA_HBM2DDL_DB_MAJOR_VERSION,
                String.valueOf(this.databaseContext.version().major()));
        settings.put(
                AvailableSettings.JAKARTA_HBM2DDL_DB_MINOR_VERSION,
                String.valueOf(this.databaseContext.version().minor()));
        settings.put(AvailableSettings.HBM2DDL_AUTO, "none");
        settings.put(AvailableSettings.JAKARTA_HBM2DDL_DATABASE_ACTION, "none");
        settings.put(AvailableSettings.JAKARTA_HBM2DDL_SCRIPTS_ACTION, "none");
        settings.put(AvailableSettings.SEQUENCE_INCREMENT_SIZE_MISMATCH_STRATEGY, "none");
        settings.put(AvailableSettings.QUERY_STARTUP_CHECKING, false);
        settings.put(PERSISTENT_HELPER_TABLES, false);
        settings.put(TEMPORARY_HELPER_TABLES, false);
        settings.put(AvailableSettings.USE_SECOND_LEVEL_CACHE, false);
        settings.put(AvailableSettings.USE_QUERY_CACHE, false);
        if (given.get(AvailableSettings.COLUMN_ORDERING_STRATEGY) == null) {
            settings.put(AvailableSettings.COLUMN_ORDERING_STRATEGY, new DeclaredOrder());
        }
        addServerVariables(settings);
        if (given.get(AvailableSettings.DEFAULT_SCHEMA) != null) {
            settings.remove(AvailableSettings.DEFAULT_SCHEMA);
        }
        return settings;
    }

    /** Adds the settings that Hibernate's dialect would otherwise read from the server. */
    private void addServerVariables(Map<String, Object> settings) {
        String characterSet = this.databaseContext.variables().get("character_set_database");
        if (characterSet != null) {
            settings.put(DialectSpecificSettings.MYSQL_BYTES_PER_CHARACTER, bytes(characterSet));
        }
        if (this.databaseContext.defaultSchema() != null && this.databaseContext.resolvesKeysInSchemaOfTable()) {
            settings.put(AvailableSettings.DEFAULT_SCHEMA, Names.quotedWhereNeeded(this.databaseContext));
        }
        String mode = this.databaseContext.variables().get("sql_mode");
        if (mode != null) {
            settings.put(DialectSpecificSettings.MYSQL_NO_BACKSLASH_ESCAPES, mode.contains("NO_BACKSLASH_ESCAPES"));
        }
    }

    private static int bytes(String characterSet) {
        return switch (characterSet.toLowerCase(Locale.ROOT)) {
            case "utf8mb4", "utf16", "utf16le", "utf32", "gb18030" -> 4;
            case "utf8", "utf8mb3", "eucjpms", "ujis" -> 3;
            case "ucs2", "big5", "cp932", "euckr", "gb2312", "gbk", "sjis" -> 2;
            default -> 1;
        };
    }

    private List<Integrator> integrators(@Nullable Object others) {
        List<Integrator> all = new ArrayList<>();
        if (others instanceof IntegratorProvider provider) {
            all.addAll(provider.getIntegrators());
        }
        all.add(this);
        return List.copyOf(all);
    }

    @Override
    public void integrate(Metadata metadata, BootstrapContext context, SessionFactoryImplementor sessionFactory) {
        this.targetSchema = new EntitySchema(metadata, sessionFactory, this.databaseContext).desired();
    }

    /**
     * Returns the schema that the entities define, after Hibernate was started.
     *
     * @param failure the reason why the start failed, or null; ignored if the metadata was built before
     * @throws AutogenerateException if Hibernate did not build the metadata
     */
    public TargetSchema desired(@Nullable Throwable failure) {
        if (this.targetSchema != null) {
            return this.targetSchema;
        }
        throw MappingFailure.of(failure);
    }
}
