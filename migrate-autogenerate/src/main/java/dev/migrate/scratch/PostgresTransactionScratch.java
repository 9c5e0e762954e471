package dev.migrate.scratch;

import dev.migrate.error.AutogenerateException;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.Location;
import dev.migrate.error.Remedy;
import dev.migrate.error.Setting;
import dev.migrate.inspect.Scope;
import dev.migrate.inspect.postgres.PostgresInspector;
import dev.migrate.sql.Lexer;
import dev.migrate.sql.Statement;
import dev.migrate.sql.Statements;
import dev.migrate.sql.Token;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Opens a scratch schema in a transaction of the live database that is rolled back. The scratch schema replaces the
 * default one; other live schemas are renamed so that their names are free. Other sessions see none of it.
 */
final class PostgresTransactionScratch {

    private final JdbcTemplate jdbc;
    private final PostgresDatabaseProperties properties;
    private final String scratch;
    private final List<String> live = new ArrayList<>();
    private long newest;
    private long objects;

    private PostgresTransactionScratch(Connection connection, PostgresDatabaseProperties properties) {
        this.jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
        this.properties = properties;
        this.scratch = name();
        this.live.add(properties.home());
    }

    private static String name() {
        return PostgresScratchFactory.PREFIX
                + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    }

    static Scratch open(PostgresDatabaseProperties properties, LiveDatabase live, PostgresServer server)
            throws SQLException {
        Connection connection = connect(properties, live, server);
        Scope scope = live.scope();
        boolean opened = false;
        try {
            connection.setAutoCommit(false);
            properties.assumeRole(connection);
            PostgresTransactionScratch schema = new PostgresTransactionScratch(connection, properties);
            schema.jdbc.execute(String.join(";\n", properties.settingStatements()));
            boolean seesHome = schema.prepare(scope.others());
            Scratch scratch = PostgresScratch.uncommitted(
                    connection,
                    new PostgresInspector(live.dialect().ddl(), seesHome ? Set.of(properties.home()) : Set.of()),
                    new Scope(schema.scratch, scope.others(), scope.wanted()),
                    new PostgresExtensions(connection, properties, live.dialect(), schema.scratch),
                    schema::check,
                    () -> rollBack(connection));
            opened = true;
            return new InOneTransaction(scratch, live.dialect().lexer(), schema.scratch);
        } finally {
            if (!opened) {
                rollBack(connection);
            }
        }
    }

    /**
     * Connects without the connection pool, in which the session of the live database might have taken the only place;
     * through it, if the server does not accept another connection, as a connection pooler might not.
     */
    private static Connection connect(PostgresDatabaseProperties properties, LiveDatabase live, PostgresServer server)
            throws SQLException {
        try {
            return server.connect(properties);
        } catch (SQLException refused) {
            try {
                return live.dataSource().getConnection();
            } catch (SQLException failure) {
                failure.addSuppressed(refused);
                throw failure;
            }
        }
    }

    /**
     * Rejects statements that would end the transaction, because the changes would then be permanent. Those that set a
     * sequence set one of the scratch schema, because a rollback does not restore its value.
     */
    private static final class InOneTransaction extends ForwardingScratch {

        private static final Pattern ENDS = Pattern.compile(
                "(begin|start|commit|end|rollback|abort|prepare|savepoint|release)\\b.*", Pattern.DOTALL);

        private static final Pattern SETVAL = Pattern.compile("\\bsetval\\b", Pattern.CASE_INSENSITIVE);
        private static final String MIGHT_SET_LIVE_SEQUENCE = "might set a sequence of the live database";
        private static final Pattern UNQUALIFIED = Pattern.compile("'[^'.]+'");

        private final Scratch scratch;
        private final Lexer lexer;
        private final String schema;

        InOneTransaction(Scratch scratch, Lexer lexer, String schema) {
            this.scratch = scratch;
            this.lexer = lexer;
            this.schema = schema;
        }

        @Override
        Scratch target() {
            return this.scratch;
        }

        @Override
        public void run(List<String> statements) {
            for (String sql : statements) {
                try (Statements split = this.lexer.statements(new StringReader(sql), new Location("the models", 1))) {
                    for (Optional<Statement> next = split.next(); next.isPresent(); next = split.next()) {
                        check(next.get());
                    }
                }
            }
            super.run(statements.stream()
                    .map((sql) -> confined(sql).orElseThrow(() -> mightSetLiveSequence(sql)))
                    .toList());
        }

        private static void check(Statement statement) {
            if (ENDS.matcher(statement.head()).matches()) {
                throw new AutogenerateException(
                        ErrorCode.MODEL_REFUSED,
                        "The models begin or end a transaction, but are verified in a transaction of the live database: "
                                + statement.sql(),
                        "Remove the statement, or allow the role to create a scratch database, with CREATEDB.",
                        null);
            }
        }

        @Override
        public List<Optional<String>> attempt(List<String> statements) {
            return statements.stream()
                    .map((sql) -> confined(sql)
                            .map((confined) -> super.attempt(List.of(confined)).get(0))
                            .orElseGet(() -> Optional.of(MIGHT_SET_LIVE_SEQUENCE)))
                    .toList();
        }

        /**
         * Returns a statement in which {@code setval} names a sequence of the scratch schema, because one of the live
         * database might be on the search path; empty if it might name another one.
         */
        private Optional<String> confined(String sql) {
            if (!SETVAL.matcher(sql).find()) {
                return Optional.of(sql);
            }
            List<Token> tokens = new ArrayList<>(this.lexer.tokens(sql));
            int[] code = IntStream.range(0, tokens.size())
                    .filter((at) -> tokens.get(at).kind().isCode())
                    .toArray();
            for (int at = 0; at < code.length; at++) {
                if (SETVAL.matcher(tokens.get(code[at]).text()).find()) {
                    int name = isCall("setval", tokens, code, at) ? at + 2 : code.length;
                    name += isCall("pg_get_serial_sequence", tokens, code, name) ? 2 : 0;
                    String text = name < code.length ? tokens.get(code[name]).text() : "";
                    if (!UNQUALIFIED.matcher(text).matches()) {
                        return Optional.empty();
                    }
                    tokens.set(code[name], new Token(Token.Kind.LITERAL, "'" + this.schema + "." + text.substring(1)));
                }
            }
            return Optional.of(tokens.stream().map(Token::text).collect(Collectors.joining()));
        }

        private static boolean isCall(String function, List<Token> tokens, int[] code, int at) {
            return at + 1 < code.length
                    && tokens.get(code[at]).is(function)
                    && tokens.get(code[at + 1]).is("(");
        }

        private static AutogenerateException mightSetLiveSequence(String sql) {
            return new AutogenerateException(
                    ErrorCode.MODEL_REFUSED,
                    "The models %s, and a transaction does not protect its value: %s"
                            .formatted(MIGHT_SET_LIVE_SEQUENCE, sql),
                    "Name the sequence in setval as a literal without a schema, or allow the role to create a scratch database, with CREATEDB.",
                    null);
        }
    }

    /** Creates the scratch schema; returns whether the default schema must stay visible for extensions in it. */
    private boolean prepare(Set<String> others) {
        this.jdbc.execute("set local lock_timeout = '5s'");
        for (String other : others.stream().sorted().toList()) {
            if (!holdsOnlyExtensions(other)) {
                renameAway(other);
            }
        }
        this.jdbc.execute("create schema " + this.scratch);
        this.newest = number("select oid from pg_namespace where nspname = ?", this.scratch);
        this.objects = objects();
        boolean seesHome = this.properties.hasExtensionAtHome();
        StringBuilder path = new StringBuilder(this.properties.searchPath(this.scratch));
        if (seesHome) {
            path.append(", ").append(PostgresDatabaseProperties.quoted(this.properties.home()));
        }
        this.jdbc.execute("set local search_path = " + path);
        return seesHome;
    }

    /**
     * Whether a schema contains extensions and nothing else. It then stays: the models need the extensions, which exist
     * once in a database.
     */
    private boolean holdsOnlyExtensions(String schema) {
        List<String> extensions = this.properties.extensions().stream()
                .filter((extension) -> extension.schema().equals(schema))
                .map(PostgresExtension::name)
                .toList();
        if (extensions.isEmpty()) {
            return false;
        }
        List<String> others = new PostgresContents(this.jdbc).in(schema);
        if (!others.isEmpty()) {
            throw new AutogenerateException(
                    ErrorCode.NO_SCRATCH,
                    "The role '%s' is not allowed to create a database, and the schema '%s' contains the extension '%s' next to other objects (%s), so that it cannot be replaced in a transaction of the live database."
                            .formatted(this.properties.role(), schema, extensions.get(0), others.get(0)),
                    ownDatabase(),
                    null);
        }
        return true;
    }

    private Remedy ownDatabase() {
        return Remedy.of(
                "Run ALTER ROLE %s CREATEDB, or name an empty database with %s.",
                PostgresDatabaseProperties.quoted(this.properties.role()), Setting.SCRATCH_URL);
    }

    private void renameAway(String schema) {
        List<Boolean> owned = this.jdbc.queryForList(
                "select pg_has_role(nspowner, 'usage') from pg_namespace where nspname = ?", Boolean.class, schema);
        if (owned.isEmpty()) {
            return;
        }
        if (!owned.get(0)) {
            throw new AutogenerateException(
                    ErrorCode.NO_SCRATCH,
                    "The role '%s' is not allowed to create a database, and does not own the schema '%s', which the models name or which is connected with the compared tables."
                            .formatted(this.properties.role(), schema),
                    ownDatabase(),
                    null);
        }
        String newName = name();
        this.jdbc.execute("alter schema %s rename to %s".formatted(PostgresDatabaseProperties.quoted(schema), newName));
        this.live.add(newName);
    }

    /** Rejects objects that were created in the live schemas or that depend on objects there. */
    private void check() {
        List<String> needed = this.jdbc.query(
                """
                select distinct pg_describe_object(d.refclassid, d.refobjid, 0)
                from pg_depend d
                left join pg_class c on d.refclassid = 'pg_class'::regclass and c.oid = d.refobjid
                left join pg_type t on d.refclassid = 'pg_type'::regclass and t.oid = d.refobjid
                left join pg_proc p on d.refclassid = 'pg_proc'::regclass and p.oid = d.refobjid
                join pg_namespace n on n.oid = coalesce(c.relnamespace, t.typnamespace, p.pronamespace)
                where d.objid > ? and d.refobjid < ? and n.nspname = any (?)
                  and not exists (select 1 from pg_depend e where e.classid = d.refclassid and e.objid = d.refobjid
                                  and e.deptype = 'e')
                """,
                (statement) -> {
                    statement.setLong(1, this.newest);
                    statement.setLong(2, this.newest);
                    statement.setArray(3, statement.getConnection().createArrayOf("text", this.live.toArray()));
                },
                (row, number) -> row.getString(1));
        if (!needed.isEmpty()) {
            throw refused("The models depend on objects of the live database: " + String.join(", ", needed) + ".");
        }
        if (objects() != this.objects) {
            throw refused(
                    "The SQL of the models names the schema '%s', which cannot be replaced in a transaction of the live database."
                            .formatted(this.properties.home()));
        }
    }

    private AutogenerateException refused(String message) {
        return new AutogenerateException(
                ErrorCode.MODEL_REFUSED,
                message,
                Remedy.of(
                        "Remove the name of the schema, or use a scratch database: run ALTER ROLE %s CREATEDB, or set %s.",
                        PostgresDatabaseProperties.quoted(this.properties.role()), Setting.SCRATCH_URL),
                null);
    }

    private long objects() {
        return number("""
                select (select coalesce(sum(oid::bigint * 31 + xmin::text::bigint), 0) from pg_class
                        where relnamespace = n.oid)
                       + (select coalesce(sum(oid::bigint * 31 + xmin::text::bigint), 0) from pg_type
                          where typnamespace = n.oid)
                       + (select coalesce(sum(oid::bigint * 31 + xmin::text::bigint), 0) from pg_proc
                          where pronamespace = n.oid)
                from pg_namespace n where nspname = ?
                """, this.properties.home());
    }

    private long number(String query, String name) {
        Long number = this.jdbc.queryForObject(query, Long.class, name);
        return number == null ? 0 : number;
    }

    private static void rollBack(Connection connection) {
        try {
            try (connection) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException | DataAccessException failure) {
            throw SessionScratch.failed("Could not roll back the transaction of a scratch schema", failure);
        }
    }
}
