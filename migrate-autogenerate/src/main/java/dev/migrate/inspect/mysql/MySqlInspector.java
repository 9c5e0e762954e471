package dev.migrate.inspect.mysql;

import dev.migrate.inspect.Access;
import dev.migrate.inspect.Inspector;
import dev.migrate.inspect.Row;
import dev.migrate.inspect.Rows;
import dev.migrate.inspect.Scope;
import dev.migrate.schema.Namespace;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.sql.CanonicalSql;
import dev.migrate.sql.Lexer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Reads schemas of MySQL from the information schema. The server uses databases as schemas, and creates an index for
 * every foreign key that has none.
 */
public class MySqlInspector implements Inspector {

    private final Lexer lexer;
    private final Map<String, String> replacements;
    private final UnaryOperator<String> bodies;

    /** Creates an inspector. */
    public MySqlInspector(Lexer lexer) {
        this(lexer, Map.of(), UnaryOperator.identity());
    }

    MySqlInspector(Lexer lexer, Map<String, String> replacements, UnaryOperator<String> bodies) {
        this.lexer = lexer;
        this.replacements = Map.copyOf(replacements);
        this.bodies = bodies;
    }

    /**
     * Returns an inspector that reads other databases in place of some.
     *
     * @param replacements the database to read in place of each of these databases
     * @param bodies restores the names of databases in the bodies of routines and triggers
     */
    public MySqlInspector replacing(Map<String, String> replacements, UnaryOperator<String> bodies) {
        return new MySqlInspector(this.lexer, replacements, bodies);
    }

    final Lexer lexer() {
        return this.lexer;
    }

    MySqlCatalogQueries queries(Connection connection, MySqlNames names) {
        return new MySqlCatalogQueries(connection, names);
    }

    MySqlSyntax syntax(MySqlNames names) {
        return new MySqlSyntax(names);
    }

    @Override
    public final Schema read(Connection connection, Scope scope) throws SQLException {
        String home = home(connection, scope);
        MySqlNames names = names(connection, scope);
        MySqlCatalogQueries queries = queries(connection, names);
        MySqlSyntax syntax = syntax(names);
        Predicate<QualifiedName> wanted = (name) -> scope.wanted().test(name.toString());
        Map<String, String> collations = queries.databaseCollations();
        List<Row> all = queries.tables().stream()
                .filter((row) -> wanted.test(names.table(row)))
                .toList();
        MySqlTables tables = MySqlTables.read(queries, names, syntax, collations);
        MySqlDefinitions definitions = new MySqlDefinitions(queries, names, wanted, this.bodies);
        return new Schema(
                collations.keySet().stream()
                        .filter((name) -> !name.equals(home))
                        .map((name) -> new Namespace(Objects.requireNonNullElse(names.readAs(name), name)))
                        .toList(),
                List.of(),
                definitions.sequences(all),
                tables.tables(all),
                definitions.all(all));
    }

    @Override
    public final Set<String> unread(Connection connection, Scope scope) throws SQLException {
        MySqlNames names = names(connection, scope);
        Set<String> unread = new TreeSet<>();
        List<Row> rows = new Rows(connection).read("""
                select 'event' as kind, event_schema as table_schema, event_name as table_name, '' as definition
                from information_schema.events where event_schema in (:databases)
                union all
                select distinct concat('partition ', partition_name, ' of table'), table_schema, table_name,
                       concat_ws(' ', '', partition_method, partition_expression, partition_description)
                from information_schema.partitions
                where table_schema in (:databases) and partition_name is not null""", Map.of("databases", names.databases()));
        for (Row row : rows) {
            String name = names.table(row).toString();
            if (row.text("kind").equals("event") || scope.wanted().test(name)) {
                unread.add(row.text("kind") + " " + name + row.text("definition"));
            }
        }
        return unread;
    }

    private MySqlNames names(Connection connection, Scope scope) throws SQLException {
        return MySqlNames.of(
                new CanonicalSql(this.lexer, '`'), home(connection, scope), scope.others(), this.replacements);
    }

    private static String home(Connection connection, Scope scope) throws SQLException {
        return scope.home() == null ? connection.getCatalog() : scope.home();
    }

    /** Returns the views, routines and triggers that run with the privileges of another user. */
    @Override
    public final List<Access> access(Connection connection, Scope scope) throws SQLException {
        String home = home(connection, scope);
        return new Rows(connection)
                .read("""
                select table_name as name, definer from information_schema.views
                where table_schema = :home and security_type = 'DEFINER' and definer <> current_user()
                union
                select routine_name, definer from information_schema.routines
                where routine_schema = :home and security_type = 'DEFINER' and definer <> current_user()
                union
                select concat('trigger ', trigger_name), definer from information_schema.triggers
                where trigger_schema = :home and definer <> current_user()""", Map.of("home", home)).stream()
                        .map((row) -> new Access(QualifiedName.of(row.text("name")), row.text("definer"), List.of()))
                        .toList();
    }

    /** Returns databases to which foreign keys and views lead, or which the models mention, in all steps. */
    @Override
    public final Set<String> connectedSchemas(Connection connection, Scope scope, Set<String> mentioned)
            throws SQLException {
        Set<String> compared = new LinkedHashSet<>(scope.others());
        compared.add(home(connection, scope));
        return new MySqlConnections(connection, new CanonicalSql(this.lexer, '`')).databases(compared, mentioned);
    }
}
