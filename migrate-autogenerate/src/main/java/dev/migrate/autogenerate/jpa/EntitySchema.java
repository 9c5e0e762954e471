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
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.relational.Namespace;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.boot.spi.MetadataImplementor;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.mapping.Table;

/** Reads the desired schema off Hibernate's metadata. What Hibernate exports wrongly is put right before it exports. */
final class EntitySchema {

    /** Where a sequence began means nothing once it counts, and entities cannot say how many numbers a session takes. */
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
        // whether Hibernate sorts the columns of keys depends on settings that say nothing about the model
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
        commands.removeAll(homeSchema());
        return new TargetSchema(
                commands,
                rows,
                namespaces,
                new FormerNames(this.metadata, this.names).renames(),
                true,
                SILENT,
                new Ownership(),
                List.of(),
                List.of());
    }

    /** The home schema is there already. */
    private List<String> homeSchema() {
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

    /** What a generator's table needs to begin with; the catalogue does not show it. */
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
