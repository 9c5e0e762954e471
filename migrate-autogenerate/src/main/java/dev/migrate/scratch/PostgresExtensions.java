package dev.migrate.scratch;

import dev.migrate.dialect.Dialect;
import dev.migrate.error.AutogenerateException;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.Location;
import dev.migrate.error.Log;
import dev.migrate.inspect.postgres.PostgresExtensionDefinition;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SqlObject;
import dev.migrate.sql.Statements;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The extensions of a scratch database or schema, and the collations and range types that inspectors do not read. A
 * statement that creates an extension of the live database only declares it. All of these are created as they are in
 * the live database, when a statement needs them.
 */
final class PostgresExtensions {

    private static final Log LOG = Log.of(PostgresExtensions.class);

    /** The SQL states of an unknown type, function, operator class, cast, or relation. */
    private static final Set<String> UNKNOWN = Set.of("42704", "42883", "42846", "42P01");

    private static final Location MODELS = new Location("the models", 1);

    private static final String UNKNOWN_TYPE = "42704";
    private static final String UNKNOWN_RELATION = "42P01";
    private static final String UNKNOWN_SCHEMA = "3F000";
    private static final String UNKNOWN_VERSION = "22023";

    private final Connection connection;
    private final PostgresDatabaseProperties live;
    private final Dialect dialect;

    /** The schema that is the default one here. */
    private final String home;

    private final Map<String, PostgresExtension> known = new TreeMap<>();

    /** The schema of each extension that exists here. */
    private final Map<String, String> present = new HashMap<>();

    /** The extensions that existed before, and that no statement may therefore drop. */
    private final Set<String> kept;

    /** The schemas that were created for extensions; a model that creates them itself is accepted. */
    private final Set<String> schemas = new TreeSet<>();

    private final Set<PostgresUnreadType> created = new HashSet<>();

    private Set<String> declared = new TreeSet<>();
    private Set<String> pending = new TreeSet<>();

    PostgresExtensions(Connection connection, PostgresDatabaseProperties live, Dialect dialect, String home)
            throws SQLException {
        this.connection = connection;
        this.live = live;
        this.dialect = dialect;
        this.home = home;
        live.extensions().forEach((extension) -> this.known.put(extension.name(), extension));
        refresh();
        this.kept = Set.copyOf(this.present.keySet());
    }

    private void refresh() throws SQLException {
        this.present.clear();
        try (Statement statement = this.connection.createStatement();
                ResultSet rows = statement.executeQuery("select extname, nspname from pg_extension x"
                        + " join pg_namespace n on n.oid = extnamespace where x.oid >= 16384")) {
            while (rows.next()) {
                this.present.put(rows.getString(1), rows.getString(2));
            }
        }
    }

    /** Returns the statements to run in place of others, which declare extensions. */
    List<String> undeclared(List<String> statements) throws SQLException {
        this.pending = new TreeSet<>(this.declared);
        if (statements.stream().noneMatch(PostgresExtensions::mentionsSchemaOrExtension)) {
            return statements;
        }
        refresh();
        List<String> remaining = new ArrayList<>();
        for (String sql : statements) {
            for (String single : mentionsSchemaOrExtension(sql) ? split(sql) : List.of(sql)) {
                Optional<PostgresExtensionStatement> statement =
                        PostgresExtensionStatement.of(this.dialect.lexer(), single);
                if (statement.isPresent()) {
                    add(statement.get(), remaining);
                } else {
                    remaining.add(single);
                }
            }
        }
        return remaining;
    }

    private static boolean mentionsSchemaOrExtension(String sql) {
        String lower = sql.toLowerCase(Locale.ROOT);
        return lower.contains("extension") || lower.contains("schema");
    }

    private List<String> split(String sql) {
        List<String> statements = new ArrayList<>();
        try (Statements split = this.dialect.lexer().statements(new StringReader(sql), MODELS)) {
            for (Optional<dev.migrate.sql.Statement> next = split.next(); next.isPresent(); next = split.next()) {
                statements.add(next.get().sql());
            }
        }
        return statements;
    }

    private void add(PostgresExtensionStatement statement, List<String> remaining) {
        switch (statement.action()) {
            case CREATE -> addCreation(statement, remaining);
            case DROP -> {
                this.pending.removeAll(statement.names());
                if (statement.names().stream().noneMatch(this::isKept)) {
                    remaining.add(statement.text());
                }
            }
            case COMMENT -> {
                if (!isKept(statement.name())) {
                    remaining.add(statement.text());
                }
            }
            case CREATE_SCHEMA ->
                remaining.add(hasSchema(statement.name()) ? statement.ifNotExists() : statement.text());
        }
    }

    private boolean hasSchema(String name) {
        return this.present.containsValue(name) || this.schemas.contains(name);
    }

    private boolean isKept(String name) {
        return this.kept.contains(name) || this.known.containsKey(name);
    }

    private void addCreation(PostgresExtensionStatement statement, List<String> remaining) {
        String name = statement.name();
        PostgresExtension extension = this.known.get(name);
        String schema = this.present.get(name);
        if (extension == null && schema == null) {
            boolean atHome = this.live.home().equals(statement.schema());
            remaining.add(atHome ? statement.withSchema(this.home) : statement.text());
            return;
        }
        this.pending.add(name);
        String asked = statement.schema();
        if (extension != null && asked != null && !asked.equals(extension.schema())) {
            throw inAnotherSchema(extension, asked);
        }
        if (schema != null && asked != null && !asked.equals(schema)) {
            remaining.add("alter extension %s set schema %s"
                    .formatted(PostgresDatabaseProperties.quoted(name), PostgresDatabaseProperties.quoted(asked)));
        } else if (schema == null && extension != null && !isAsAsked(extension, statement)) {
            remaining.add(statement.text());
        }
    }

    private static boolean isAsAsked(PostgresExtension extension, PostgresExtensionStatement statement) {
        return statement.version() == null || statement.version().equals(extension.version());
    }

    /** A script cannot move an extension whose objects are in use: that would require to drop what uses them. */
    private AutogenerateException inAnotherSchema(PostgresExtension extension, String asked) {
        return new AutogenerateException(
                ErrorCode.MODEL_REFUSED,
                "The models create the extension '%s' in the schema '%s', but the database has it in the schema '%s'."
                        .formatted(extension.name(), asked, extension.schema()),
                "Name the schema '%s' in the models, or move the extension with ALTER EXTENSION %s SET SCHEMA %s in a revision."
                        .formatted(
                                extension.schema(),
                                this.dialect.ddl().identifier(extension.name()),
                                this.dialect.ddl().identifier(asked)),
                null);
    }

    /** Takes the declarations of statements into account, which were run. */
    void declare() {
        this.declared = this.pending;
    }

    /**
     * Creates the collations, the range types and the extensions that a statement did not find.
     *
     * @return whether the statement can be run again
     * @throws PostgresExtensionException if the extension cannot be created
     */
    boolean createFor(SQLException failure) throws SQLException {
        String state = String.valueOf(failure.getSQLState());
        if (createUnreadTypes(state, PostgresExtensionMembers.namesIn(failure.getMessage()))) {
            return true;
        }
        refresh();
        List<PostgresExtension> missing = this.live.extensions().stream()
                .filter((extension) -> !this.present.containsKey(extension.name()))
                .toList();
        if (missing.isEmpty()) {
            return false;
        }
        if (state.equals(UNKNOWN_SCHEMA)) {
            return createSchema(missing, PostgresExtensionMembers.namesIn(failure.getMessage()));
        }
        if (!UNKNOWN.contains(state)) {
            return false;
        }
        Set<String> named = this.live.members().get().namedIn(failure.getMessage());
        List<PostgresExtension> needed = missing.stream()
                .filter((extension) -> named.contains(extension.name()))
                .toList();
        if (needed.isEmpty()) {
            return !state.equals(UNKNOWN_RELATION) && createAny(missing);
        }
        for (PostgresExtension extension : needed) {
            create(extension);
        }
        return true;
    }

    /** Returns the live extension that a failure names as unknown, if its schema is not on the search path. */
    Optional<PostgresExtension> offSearchPath(SQLException failure) {
        return PostgresExtensionMembers.namesIn(failure.getMessage()).stream()
                .map(this.known::get)
                .filter(Objects::nonNull)
                .filter((extension) -> !extension.isInSystemSchema()
                        && !extension.schema().equals(this.live.home())
                        && !this.live.path().contains(extension.schema()))
                .findFirst();
    }

    /**
     * Creates the extensions whose objects a statement on sampled rows did not find, for example in the body of a
     * function. One that is not trusted is not created: it could reach beyond the scratch database.
     *
     * @return whether the statement can be run again
     */
    boolean createTrustedFor(SQLException failure) throws SQLException {
        if (!UNKNOWN.contains(String.valueOf(failure.getSQLState()))) {
            return false;
        }
        refresh();
        Set<String> named = this.live.members().get().namedIn(failure.getMessage());
        boolean any = false;
        for (PostgresExtension extension : this.live.extensions()) {
            if (named.contains(extension.name())
                    && !this.present.containsKey(extension.name())
                    && isTrusted(extension)) {
                create(extension);
                any = true;
            }
        }
        return any;
    }

    private boolean isTrusted(PostgresExtension extension) throws SQLException {
        try (PreparedStatement query = this.connection.prepareStatement(
                "select 1 from pg_available_extension_versions where name = ? and version = ? and trusted")) {
            query.setString(1, extension.name());
            query.setString(2, extension.version());
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    private boolean createUnreadTypes(String state, List<String> names) throws SQLException {
        if (!state.equals(UNKNOWN_TYPE) && !state.equals(UNKNOWN_SCHEMA)) {
            return false;
        }
        List<PostgresUnreadType> needed = this.live.unreadTypes().get().stream()
                .filter((type) ->
                        names.contains(type.schema()) || type.names().stream().anyMatch(names::contains))
                .filter((type) -> !this.created.contains(type))
                .toList();
        for (PostgresUnreadType type : needed) {
            if (!type.schema().equals(this.live.home()) && !exists(type.schema())) {
                execute("create schema " + PostgresDatabaseProperties.quoted(type.schema()));
                this.schemas.add(type.schema());
            }
            execute(type.creation());
            this.created.add(type);
        }
        return !needed.isEmpty();
    }

    private boolean createSchema(List<PostgresExtension> missing, List<String> names) throws SQLException {
        for (PostgresExtension extension : missing) {
            if (names.contains(extension.schema()) && !exists(extension.schema())) {
                execute("create schema " + PostgresDatabaseProperties.quoted(extension.schema()));
                this.schemas.add(extension.schema());
                return true;
            }
        }
        return false;
    }

    private boolean exists(String schema) throws SQLException {
        try (PreparedStatement query =
                this.connection.prepareStatement("select 1 from pg_namespace where nspname = ?")) {
            query.setString(1, schema);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** Creates those extensions that can be created, for a failure that does not name what it did not find. */
    private boolean createAny(List<PostgresExtension> missing) throws SQLException {
        boolean any = false;
        for (PostgresExtension extension : missing) {
            try {
                create(extension);
                any = true;
            } catch (PostgresExtensionException impossible) {
                LOG.debug("Not in the scratch database: {}", impossible.getMessage());
            }
        }
        return any;
    }

    private void create(PostgresExtension extension) throws SQLException {
        if (this.present.containsKey(extension.name())) {
            return;
        }
        for (String required : extension.requires()) {
            PostgresExtension other = this.known.get(required);
            if (other != null) {
                create(other);
            }
        }
        try {
            if (!extension.isInSystemSchema()) {
                execute("create schema if not exists " + PostgresDatabaseProperties.quoted(extension.schema()));
            }
            createWithVersion(extension);
        } catch (SQLException failure) {
            throw new PostgresExtensionException(extension, failure);
        }
        this.present.put(extension.name(), extension.schema());
    }

    private void createWithVersion(PostgresExtension extension) throws SQLException {
        try {
            execute(extension.creation());
        } catch (SQLException failure) {
            if (!UNKNOWN_VERSION.equals(failure.getSQLState())) {
                throw failure;
            }
            LOG.warn(
                    "The server cannot create version {} of the extension '{}' any more, which the live database has; the scratch database has the default version",
                    extension.version(),
                    extension.name());
            execute(extension.creationOfDefaultVersion());
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = this.connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Returns a schema with the extensions that statements declared or created, and no others. */
    Schema visible(Schema read) {
        Map<String, SqlObject> extensions = new TreeMap<>();
        List<SqlObject> others = new ArrayList<>();
        for (SqlObject definition : read.definitions()) {
            if (definition.kind() == SqlObject.Kind.EXTENSION) {
                extensions.put(definition.name().name(), definition);
            } else {
                others.add(definition);
            }
        }
        extensions.keySet().removeIf((name) -> isKept(name) && !this.declared.contains(name));
        for (String name : this.declared) {
            PostgresExtension extension = this.known.get(name);
            if (extension != null) {
                extensions.computeIfAbsent(name, (absent) -> definition(extension));
            }
        }
        return new Schema(
                read.namespaces(),
                read.enums(),
                read.sequences(),
                read.tables(),
                Stream.concat(
                                extensions.values().stream().sorted(Comparator.comparing(SqlObject::name)),
                                others.stream())
                        .toList());
    }

    private SqlObject definition(PostgresExtension extension) {
        return PostgresExtensionDefinition.of(
                this.dialect.ddl(),
                extension.name(),
                extension.schema().equals(this.live.home()) ? null : extension.schema());
    }
}
