package dev.migrate.autogenerate.jpa;

import dev.migrate.autogenerate.DatabaseContext;
import dev.migrate.autogenerate.TargetSchema;
import dev.migrate.schema.QualifiedName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.relational.Namespace;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.boot.spi.MetadataImplementor;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.mapping.Table;

/** Determines the target schema from Hibernate's metadata. Corrects metadata that Hibernate would export wrongly. */
final class EntitySchema {

    /** The start of a sequence has no meaning after its first use, and entities cannot define the cache size. */
    private static final Set<String> SILENT = Set.of("sequence.start", "sequence.cache");

    private final Metadata metadata;
    private final SessionFactoryImplementor sessionFactory;
    private final SqlStringGenerationContext context;
    private final Names names;

    EntitySchema(Metadata metadata, SessionFactoryImplementor sessionFactory, DatabaseContext databaseContext) {
        this.metadata = metadata;
        this.sessionFactory = sessionFactory;
        this.context = sessionFactory.getSqlStringGenerationContext();
        this.names = new Names(databaseContext, this.context);
    }

    TargetSchema desired() {
        // Without this, Hibernate's order of key columns depends on settings that are not part of the model.
        ((MetadataImplementor) this.metadata).orderColumns(true);
        Set<String> namespaces = namespaces();
        Map<QualifiedName, List<String>> rows = rows();
        List<String> commands;
        Comments comments = Comments.escaped(tables().toList(), this.context.getDialect());
        try {
            InlineKeys.added(tables().toList(), this.context);
            commands = new ArrayList<>(SchemaExport.of(this.metadata, this.sessionFactory.getProperties()));
        } finally {
            comments.restore();
        }
        rows.values().forEach(commands::removeAll);
        commands.removeAll(defaultSchema());
        TimeZone zone = this.sessionFactory.getSessionFactoryOptions().getJdbcTimeZone();
        TargetSchema target = new TargetSchema(
                commands,
                rows,
                namespaces,
                new FormerNames(this.metadata, this.names).renames(),
                true,
                SILENT,
                new Ownership(),
                List.of(),
                List.of());
        return target.inTimeZone(zone == null ? null : zone.toZoneId());
    }

    /** Returns the command that creates the default schema, which already exists. */
    private List<String> defaultSchema() {
        Identifier home = this.context.getDefaultSchema();
        boolean isHome = home != null && this.names.namespace(null, home) == null;
        return isHome
                ? List.of(this.context.getDialect().getCreateSchemaCommand(home.render(this.context.getDialect())))
                : List.of();
    }

    private Stream<Table> tables() {
        return StreamSupport.stream(this.metadata.getDatabase().getNamespaces().spliterator(), false)
                .map(Namespace::getTables)
                .flatMap(java.util.Collection::stream);
    }

    private Set<String> namespaces() {
        Set<String> namespaces = new HashSet<>();
        for (Namespace namespace : this.metadata.getDatabase().getNamespaces()) {
            String name = this.names.namespace(
                    this.context.catalogWithDefault(namespace.getPhysicalName().catalog()),
                    this.context.schemaWithDefault(namespace.getPhysicalName().schema()));
            if (name != null) {
                namespaces.add(name);
            }
        }
        return namespaces;
    }

    /** Returns the initial rows of generator tables, which the catalog does not show. */
    private Map<QualifiedName, List<String>> rows() {
        Map<QualifiedName, List<String>> rows = new LinkedHashMap<>();
        tables().forEach((table) -> {
            List<String> commands = table.getInitCommands(this.context).stream()
                    .map((command) -> List.of(command.initCommands()))
                    .flatMap(List::stream)
                    .toList();
            if (!commands.isEmpty()) {
                rows.put(this.names.of(table), commands);
            }
        });
        return new HashMap<>(rows);
    }
}
