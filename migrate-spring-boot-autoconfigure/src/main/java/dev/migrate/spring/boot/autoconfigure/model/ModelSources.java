package dev.migrate.spring.boot.autoconfigure.model;

import dev.migrate.autogenerate.ModelSource;
import dev.migrate.autogenerate.SqlFile;
import dev.migrate.error.AutogenerateException;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.Log;
import dev.migrate.revision.SimilarNames;
import dev.migrate.spring.boot.autoconfigure.HibernateDdl;
import dev.migrate.spring.boot.autoconfigure.properties.CommandProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.Resource;
import org.springframework.util.ClassUtils;

/** Finds the models to compare with a database. */
public final class ModelSources {

    private static final Log log = Log.of(ModelSources.class);

    private static final String AUTO = "auto";

    private static final String SCHEMA_FILE = "classpath:schema.sql";

    private static final List<String> JPA = List.of(
            "org.springframework.orm.jpa.AbstractEntityManagerFactoryBean", "org.hibernate.integrator.spi.Integrator");

    private static final String DATA_JDBC = "org.springframework.data.jdbc.core.convert.JdbcConverter";

    private final ApplicationContext context;

    private ModelSources(ApplicationContext context) {
        this.context = context;
    }

    /** Returns the models of an application. Nothing is read yet. */
    public static ModelSources in(ApplicationContext context) {
        return new ModelSources(context);
    }

    /**
     * Returns the source for a setting.
     *
     * @param setting {@code auto}, the name of a source, or the location of an SQL file
     * @throws AutogenerateException if there is no such source, if the choice is ambiguous, or if Hibernate changes the schema
     */
    public ModelSource named(String setting) {
        HibernateDdl.in(this.context.getEnvironment()).ifPresent(ModelSources::refuse);
        String name = setting.isBlank() ? AUTO : setting.strip();
        if (name.equals(AUTO)) {
            return found();
        }
        if (name.contains(":") || name.endsWith(".sql")) {
            return new SqlFile(this.context.getResource(name));
        }
        List<ModelSource> all = new ArrayList<>(sources());
        all.add(new SqlFile(schemaFile()));
        return all.stream()
                .filter((source) -> source.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AutogenerateException(
                        ErrorCode.NO_MODELS,
                        "There is no model source '%s'.".formatted(name),
                        "%sSet 'migrate.autogenerate.source' to 'auto', the location of an SQL file, or one of %s."
                                .formatted(suggestion(name, all), names(all)),
                        null));
    }

    /** Fails because tables that Hibernate created are in no revision, so a comparison would propose to drop or recreate them. */
    private static void refuse(HibernateDdl ddl) {
        throw new AutogenerateException(
                ErrorCode.SCHEMA_CHANGED_ELSEWHERE,
                "Hibernate changes the schema when the application starts ('%s'), so the database does not show what the"
                                .formatted(ddl.property())
                        + " revisions create.",
                "Set 'spring.jpa.hibernate.ddl-auto' to 'validate' or 'none' and remove other settings by which Hibernate"
                        + " changes the schema, then retry.",
                null);
    }

    /** Returns the only source. Fails if there are several, because each would propose to drop the tables of the others. */
    private ModelSource found() {
        List<ModelSource> present =
                sources().stream().filter(ModelSource::isPresent).toList();
        if (present.size() > 1) {
            throw new AutogenerateException(
                    ErrorCode.SEVERAL_MODELS,
                    "The application has several model sources: %s.".formatted(names(present)),
                    "Select one with 'migrate.autogenerate.source' and exclude the tables of the others with"
                            + " 'migrate.autogenerate.exclude', or set the source to an SQL file with the entire schema.",
                    null);
        }
        if (present.size() == 1) {
            return present.get(0);
        }
        Resource file = schemaFile();
        if (!file.exists()) {
            throw new AutogenerateException(
                    ErrorCode.NO_MODELS,
                    "The application has no models: no JPA entity, no Spring Data JDBC aggregate, and no 'schema.sql'.",
                    "Set 'migrate.autogenerate.source' to the location of an SQL file, or define a bean of type"
                            + " 'ModelSource'.",
                    null);
        }
        return new SqlFile(file);
    }

    /** Returns {@code schema.sql}, which Spring Boot also runs on an embedded database, after the migration. */
    private Resource schemaFile() {
        Resource file = this.context.getResource(SCHEMA_FILE);
        if (file.exists() && isSchemaFileRun()) {
            log.warn(
                    "Spring Boot also runs 'schema.sql'. Set 'spring.sql.init.mode' to 'never', or rename the file and set"
                            + " 'migrate.autogenerate.source' to it.");
        }
        return file;
    }

    /** Returns whether the application, without the overrides of a command, runs {@code schema.sql}. */
    private boolean isSchemaFileRun() {
        return CommandProperties.without((ConfigurableEnvironment) this.context.getEnvironment())
                .map((source) -> source.getProperty("spring.sql.init.mode"))
                .filter(Objects::nonNull)
                .findFirst()
                .map((mode) -> !mode.toString().equalsIgnoreCase("never"))
                .orElse(true);
    }

    /** Returns the sources that are beans of the application, then those of the libraries that it has. */
    private List<ModelSource> sources() {
        List<ModelSource> sources = new ArrayList<>(
                this.context.getBeanProvider(ModelSource.class).orderedStream().toList());
        if (JPA.stream().allMatch(this::hasClass)) {
            sources.add(new JpaModelSource(this.context));
        }
        if (hasClass(DATA_JDBC)) {
            sources.add(new DataJdbcModelSource(this.context));
        }
        return sources;
    }

    private boolean hasClass(String name) {
        return ClassUtils.isPresent(name, this.context.getClassLoader());
    }

    private static String suggestion(String name, List<ModelSource> sources) {
        return SimilarNames.to(name, sources.stream().map(ModelSource::name).toList()).stream()
                .findFirst()
                .map("Did you mean '%s'? "::formatted)
                .orElse("");
    }

    private static String names(List<ModelSource> sources) {
        return sources.stream().map((source) -> "'" + source.name() + "'").collect(Collectors.joining(", "));
    }
}
