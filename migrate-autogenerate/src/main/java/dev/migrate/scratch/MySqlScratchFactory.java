package dev.migrate.scratch;

import dev.migrate.dialect.Dialect;
import dev.migrate.error.AutogenerateException;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.Log;
import dev.migrate.error.Remedy;
import dev.migrate.error.Setting;
import dev.migrate.guard.MySqlGuard;
import dev.migrate.guard.MySqlQualifiers;
import dev.migrate.guard.RefusedStatements;
import dev.migrate.guard.StatementGuard;
import dev.migrate.guard.StatementGuard.Finding;
import dev.migrate.inspect.Scope;
import dev.migrate.inspect.mysql.MySqlInspector;
import dev.migrate.schema.Schema;
import dev.migrate.session.SessionLimits;
import dev.migrate.session.SessionState;
import dev.migrate.sql.Lexer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ResultSetExtractor;

/**
 * Creates scratch databases on the same server, with the character set and the collation of the live databases. A
 * session holds a named lock for each while it is in use, so a scratch database whose lock is free was left by a
 * process that ended.
 */
public final class MySqlScratchFactory implements ScratchFactory {

    private static final Log LOG = Log.of(MySqlScratchFactory.class);

    private static final String PREFIX = "migrate_scratch_";
    private static final int NAME_DIGITS = 12;
    private static final int LOCK_WAIT_SECONDS = 10;

    private final Connection session;
    private final boolean owned;
    private final Dialect dialect;
    private final Scope scope;
    private final MySqlInspector inspector;
    private final @Nullable String home;
    private final Map<String, Charset> charsets;
    private final SessionState state;
    private final MySqlScratchMark mark;

    private MySqlScratchFactory(Connection session, boolean owned, LiveDatabase live, MySqlInspector inspector)
            throws SQLException {
        this.session = session;
        this.owned = owned;
        this.dialect = live.dialect();
        this.scope = live.scope();
        this.inspector = inspector;
        this.home = live.session().getCatalog();
        this.charsets = charsets(live.session());
        this.state = this.dialect.session(session, new SessionLimits(null, null), false, "");
        this.mark = new MySqlScratchMark(session, this.dialect);
    }

    /**
     * Returns a factory of scratch databases that match a live database, in its session if no URL is set.
     *
     * @throws SQLException if the live database cannot be queried, or if the server of the URL cannot be reached
     */
    public static MySqlScratchFactory like(LiveDatabase live, MySqlInspector inspector) throws SQLException {
        String url = live.scratchUrl();
        return url == null
                ? new MySqlScratchFactory(live.session(), false, live, inspector)
                : new MySqlScratchFactory(DriverManager.getConnection(url), true, live, inspector);
    }

    private static Map<String, Charset> charsets(Connection live) throws SQLException {
        Map<String, Charset> charsets = new HashMap<>();
        try (Statement statement = live.createStatement();
                ResultSet rows =
                        statement.executeQuery("select schema_name, default_character_set_name, default_collation_name"
                                + " from information_schema.schemata")) {
            while (rows.next()) {
                charsets.put(rows.getString(1), new Charset(rows.getString(2), rows.getString(3)));
            }
        }
        return charsets;
    }

    /**
     * Returns the guard of a server.
     *
     * @param own the databases in whose place there are scratch databases
     * @throws SQLException if the databases of the server cannot be listed
     */
    public static StatementGuard guard(Connection session, Dialect dialect, Set<String> own) throws SQLException {
        return new MySqlGuard(dialect.lexer(), own, databases(session));
    }

    private static Set<String> databases(Connection session) throws SQLException {
        Set<String> databases = new TreeSet<>();
        try (Statement query = session.createStatement();
                ResultSet rows = query.executeQuery("select schema_name from information_schema.schemata"
                        + " where schema_name not in ('information_schema', 'performance_schema', 'sys')")) {
            while (rows.next()) {
                databases.add(rows.getString(1));
            }
        }
        return databases;
    }

    @Override
    public Scratch open() {
        String name = PREFIX + UUID.randomUUID().toString().replace("-", "").substring(0, NAME_DIGITS);
        try {
            MySqlScratch scratch = new MySqlScratch(name);
            lock(name);
            try {
                this.mark.set(name, scratch.databases);
                create(name);
            } catch (SQLException refused) {
                unlock(name, refused);
                throw refused;
            }
            return scratch;
        } catch (SQLException failure) {
            if (this.dialect.isMissingPrivilege(failure)) {
                throw missingPrivilege(name, grantee(), failure);
            }
            throw SessionScratch.failed("Could not create a scratch database", failure);
        }
    }

    private String grantee() {
        try {
            return this.dialect.schemas().user(this.session);
        } catch (SQLException failure) {
            throw SessionScratch.failed("Could not determine the user of the session", failure);
        }
    }

    private static AutogenerateException missingPrivilege(String name, String user, SQLException failure) {
        return new AutogenerateException(
                ErrorCode.NO_SCRATCH,
                "The database user is not allowed to create the scratch database '%s': %s"
                        .formatted(name, failure.getMessage()),
                Remedy.of(
                        "Run 'GRANT ALL ON `%s%`.* TO %s' as an administrator, or set %s to a server of the same version on which the user can create databases, with user and password in the URL.",
                        PREFIX.replace("_", "\\_"), user, Setting.SCRATCH_URL),
                failure);
    }

    private void create(String name) throws SQLException {
        Charset charset = this.charsets.get(String.valueOf(this.home));
        execute("create database %s%s".formatted(this.dialect.quote(name), charset == null ? "" : charset.clause()));
    }

    private void lock(String name) throws SQLException {
        if (!ask("select get_lock(?, 0)", name)) {
            throw new SQLException("The lock of the scratch database '%s' is taken.".formatted(name));
        }
    }

    private void unlock(String name, SQLException failure) {
        try {
            this.mark.remove(name);
        } catch (SQLException second) {
            failure.addSuppressed(second);
        }
        try {
            ask("select release_lock(?)", name);
        } catch (SQLException second) {
            failure.addSuppressed(second);
        }
    }

    private boolean ask(String sql, String name) throws SQLException {
        try (PreparedStatement statement = this.session.prepareStatement(sql)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() && rows.getInt(1) == 1;
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = this.session.createStatement()) {
            statement.execute(sql);
        }
    }

    /**
     * Drops the scratch databases of ended processes: those that are marked and whose lock is free. In a cluster with
     * several writable nodes (Galera, or MySQL's multi-primary mode) nothing is dropped, because each node knows only
     * its own locks.
     */
    @Override
    public void sweep() {
        try {
            if (isCluster()) {
                LOG.debug(
                        "Not dropping scratch databases of earlier processes: in a cluster, each node only knows its own locks");
                return;
            }
            for (Map.Entry<String, List<String>> marked : this.mark.all().entrySet()) {
                String name = marked.getKey();
                if (ask("select is_free_lock(?)", name) && ask("select get_lock(?, 0)", name)) {
                    try {
                        dropDatabases(marked.getValue());
                        this.mark.remove(name);
                        LOG.info("Dropped the scratch databases {} of an earlier process", marked.getValue());
                    } finally {
                        ask("select release_lock(?)", name);
                    }
                }
            }
        } catch (SQLException failure) {
            LOG.warn("Could not drop the scratch databases of earlier processes: {}", failure.getMessage());
        }
    }

    /** Drops databases, in any order: foreign keys lead from one to another. */
    private void dropDatabases(List<String> databases) throws SQLException {
        execute("set foreign_key_checks = 0");
        try {
            for (String database : databases) {
                execute("drop database if exists " + this.dialect.quote(database));
            }
        } finally {
            restore();
        }
    }

    private boolean isCluster() throws SQLException {
        try (Statement statement = this.session.createStatement();
                ResultSet rows = statement.executeQuery("show global variables where variable_name = 'wsrep_on'"
                        + " and value = 'ON' or variable_name = 'group_replication_single_primary_mode'"
                        + " and value = 'OFF'")) {
            return rows.next();
        }
    }

    @Override
    public void close() {
        try {
            if (this.owned) {
                this.session.close();
            } else {
                restore();
            }
        } catch (SQLException failure) {
            throw SessionScratch.failed("Could not restore the session", failure);
        }
    }

    private void restore() throws SQLException {
        this.state.restoreSettings(this.session);
    }

    /** The character set and the collation of a database. */
    private record Charset(String name, String collation) {

        String clause() {
            return " character set %s collate %s".formatted(this.name, this.collation);
        }
    }

    /**
     * A scratch database in place of the default one, and one in place of each other database that the models name.
     * Bodies of routines and triggers can name further databases. These names are replaced by those of databases that
     * do not exist, so that such objects exist here and fail when they run.
     */
    private final class MySqlScratch implements Scratch {

        private static final Pattern DEFINITION =
                Pattern.compile("(?is)\\s*CREATE\\s+(?:TRIGGER|PROCEDURE|FUNCTION)\\b.*");

        private final String name;
        private final Map<String, String> replacements = new TreeMap<>();
        private final Map<String, String> replaced = new HashMap<>();
        private final Map<String, String> absent = new TreeMap<>();
        private final List<String> databases;
        private final Set<String> others;
        private final MySqlQualifiers qualifiers;
        private final MySqlGuard guard;
        private final List<String> definitions = new ArrayList<>();
        private boolean reaching;

        MySqlScratch(String name) throws SQLException {
            this.name = name;
            for (String other : new TreeSet<>(MySqlScratchFactory.this.scope.others())) {
                this.replacements.put(other, name + "_" + (this.replacements.size() + 1));
            }
            this.databases = Stream.concat(this.replacements.values().stream(), Stream.of(name))
                    .toList();
            this.replaced.putAll(this.replacements);
            if (MySqlScratchFactory.this.home != null) {
                this.replaced.put(MySqlScratchFactory.this.home, name);
            }
            this.qualifiers = new MySqlQualifiers(lexer(), this.replaced);
            this.others = databases(MySqlScratchFactory.this.session);
            this.others.removeAll(this.databases);
            this.guard = new MySqlGuard(lexer(), new TreeSet<>(this.databases), this.others).acceptingDefinitions();
        }

        private Lexer lexer() {
            return MySqlScratchFactory.this.dialect.lexer();
        }

        @Override
        public void run(List<String> statements) {
            enter();
            List<String> rewritten = statements.stream().map(this::rewritten).toList();
            check(rewritten);
            SessionScratch.run(MySqlScratchFactory.this.session, rewritten);
            for (String sql : rewritten) {
                if (DEFINITION.matcher(sql).matches()) {
                    this.definitions.add(sql);
                    this.reaching |= this.guard.reachesWhenRun(sql);
                }
            }
        }

        private String rewritten(String sql) {
            String rewritten = this.qualifiers.rewrite(sql);
            if (!DEFINITION.matcher(sql).matches()) {
                return rewritten;
            }
            for (String other : this.qualifiers.foreignDatabases(rewritten, this.others)) {
                this.absent.putIfAbsent(other, "%s_absent_%d".formatted(this.name, this.absent.size() + 1));
            }
            return new MySqlQualifiers(lexer(), this.absent).rewrite(rewritten);
        }

        /** Returns the body of a routine or a trigger with the names that were replaced. */
        private String restored(String body) {
            Map<String, String> names = new HashMap<>();
            this.replaced.forEach((database, scratch) -> names.put(scratch, database));
            this.absent.forEach((database, scratch) -> names.put(scratch, database));
            return new MySqlQualifiers(lexer(), names).rewrite(body);
        }

        /** Rejects statements that might reach outside of the scratch databases. */
        private void check(List<String> statements) {
            RefusedStatements.check(this.guard, afterDefinitions(statements), "Migrate does not run");
        }

        /** Returns statements after the routines and triggers that they might run, if one of these reaches outside. */
        private List<dev.migrate.sql.Statement> afterDefinitions(List<String> statements) {
            return Stream.concat(this.reaching ? this.definitions.stream() : Stream.empty(), statements.stream())
                    .map((sql) -> new dev.migrate.sql.Statement(sql, RefusedStatements.NOWHERE))
                    .toList();
        }

        @Override
        public List<Optional<String>> attempt(List<String> statements) {
            List<String> rewritten =
                    statements.stream().map(this.qualifiers::rewrite).toList();
            if (this.reaching) {
                List<Finding> findings = this.guard.findings(afterDefinitions(rewritten));
                if (!findings.isEmpty()) {
                    return Collections.nCopies(
                            statements.size(), Optional.of(findings.get(0).reason()));
                }
            }
            return SessionScratch.attempt(MySqlScratchFactory.this.session, rewritten).stream()
                    .map((rejection) -> rejection.map(this::explained))
                    .toList();
        }

        private String explained(String rejection) {
            return this.absent.entrySet().stream()
                    .filter((database) -> rejection.contains(database.getValue()))
                    .findFirst()
                    .map((database) -> "a trigger or routine uses the database '%s', which is not compared"
                            .formatted(database.getKey()))
                    .orElse(rejection);
        }

        @Override
        public <R> R query(String sql, ResultSetExtractor<R> reader) {
            enter();
            return SessionScratch.query(MySqlScratchFactory.this.session, this.qualifiers.rewrite(sql), reader);
        }

        @Override
        public Schema read() {
            enter();
            return SessionScratch.read(ownInspector(), MySqlScratchFactory.this.session, ownScope());
        }

        @Override
        public Set<String> unread() {
            enter();
            try {
                return ownInspector().unread(MySqlScratchFactory.this.session, ownScope());
            } catch (SQLException failure) {
                throw SessionScratch.failed("Could not read the scratch database", failure);
            }
        }

        private MySqlInspector ownInspector() {
            return MySqlScratchFactory.this.inspector.replacing(this.replacements, this::restored);
        }

        private Scope ownScope() {
            return new Scope(
                    this.name, MySqlScratchFactory.this.scope.others(), MySqlScratchFactory.this.scope.wanted());
        }

        /** Restores the settings of the session and selects the scratch database. */
        private void enter() {
            try {
                restore();
                execute("set session lock_wait_timeout = " + LOCK_WAIT_SECONDS);
                execute("use " + MySqlScratchFactory.this.dialect.quote(this.name));
            } catch (SQLException failure) {
                throw SessionScratch.failed("Could not select the scratch database", failure);
            }
        }

        @Override
        public void close() {
            try {
                restore();
                dropDatabases(this.databases);
                MySqlScratchFactory.this.mark.remove(this.name);
                ask("select release_lock(?)", this.name);
            } catch (SQLException failure) {
                throw SessionScratch.failed("Could not drop the scratch database '%s'".formatted(this.name), failure);
            }
        }
    }
}
