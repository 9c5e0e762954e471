package dev.migrate.scratch;

import dev.migrate.error.AutogenerateException;
import dev.migrate.error.ErrorCode;
import dev.migrate.inspect.Inspector;
import dev.migrate.inspect.Scope;
import dev.migrate.inspect.postgres.PostgresInspector;
import dev.migrate.schema.Schema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.ResultSetExtractor;

/**
 * A session in a scratch database or schema. Statements that are run together take effect together or not at all,
 * except those that cannot run in a transaction.
 */
final class PostgresScratch implements Scratch {

    private static final int BATCH = 200;
    private static final Pattern ATOMIC = Pattern.compile("\\batomic\\b", Pattern.CASE_INSENSITIVE);

    private static final String NOT_IN_TRANSACTION = "25001";
    private static final String NOT_ALLOWED = "42501";
    private static final Set<String> UNKNOWN_OBJECT = Set.of("42704", "42883");

    private final Connection connection;
    private final Inspector inspector;
    private final Scope scope;
    private final PostgresExtensions extensions;
    private final boolean commits;
    private final Check check;
    private final Closing closing;

    /** Checks the scratch schema after statements have run; throws an exception if they were not allowed. */
    @FunctionalInterface
    interface Check {

        void run() throws SQLException;
    }

    /** Drops the scratch schema or releases the scratch database when the session is closed. */
    @FunctionalInterface
    interface Closing {

        void run();
    }

    private PostgresScratch(
            Connection connection,
            Inspector inspector,
            Scope scope,
            PostgresExtensions extensions,
            boolean commits,
            Check check,
            Closing closing) {
        this.connection = connection;
        this.inspector = inspector;
        this.scope = scope;
        this.extensions = extensions;
        this.commits = commits;
        this.check = check;
        this.closing = closing;
    }

    /** Returns a session whose statements are committed, in a database with the settings of the live one. */
    static PostgresScratch committing(
            Connection connection, LiveDatabase live, PostgresDatabaseProperties properties, Closing closing)
            throws SQLException {
        connection.setAutoCommit(true);
        List<String> preparation = new ArrayList<>(List.of("set synchronous_commit = off"));
        preparation.addAll(properties.settingStatements());
        preparation.add("create schema if not exists " + PostgresDatabaseProperties.quoted(properties.home()));
        preparation.add("set search_path = " + properties.searchPath(properties.home()));
        execute(connection, String.join(";\n", preparation));
        return new PostgresScratch(
                connection,
                new PostgresInspector(live.dialect().ddl()),
                new Scope(properties.home(), live.scope().others(), live.scope().wanted()),
                new PostgresExtensions(connection, properties, live.dialect(), properties.home()),
                true,
                () -> {},
                closing);
    }

    /** Returns a session in a transaction that is never committed. */
    static PostgresScratch uncommitted(
            Connection connection,
            Inspector inspector,
            Scope scope,
            PostgresExtensions extensions,
            Check check,
            Closing closing) {
        return new PostgresScratch(connection, inspector, scope, extensions, false, check, closing);
    }

    /**
     * Runs statements.
     *
     * @throws PostgresExtensionException if they need an extension that cannot be created
     */
    @Override
    public void run(List<String> statements) {
        try {
            runWithExtensions(statements);
            this.extensions.declare();
        } catch (SQLException failure) {
            throw SessionScratch.failed("The scratch database reports an error", failure);
        }
    }

    private void runWithExtensions(List<String> statements) throws SQLException {
        List<String> remaining = this.extensions.undeclared(statements);
        try {
            runTogether(remaining);
        } catch (SQLException failure) {
            if (NOT_IN_TRANSACTION.equals(failure.getSQLState()) && this.commits) {
                runIndividually(remaining);
            } else if (this.extensions.createFor(failure)) {
                runWithExtensions(statements);
            } else {
                throw failedStatement(remaining, failure);
            }
        }
    }

    private void runTogether(List<String> statements) throws SQLException {
        Savepoint start = begin();
        try {
            for (String some : joined(statements)) {
                execute(this.connection, some);
            }
            this.check.run();
            finish();
        } catch (SQLException | RuntimeException failure) {
            rollBack(start);
            throw failure;
        }
    }

    /** Joins statements, except those with a body that the driver cannot separate from the next statement. */
    private static List<String> joined(List<String> statements) {
        List<String> joined = new ArrayList<>();
        List<String> some = new ArrayList<>();
        for (String sql : statements) {
            boolean isAlone = ATOMIC.matcher(sql).find();
            if (isAlone || some.size() == BATCH) {
                addJoined(some, joined);
            }
            some.add(sql);
            if (isAlone) {
                addJoined(some, joined);
            }
        }
        addJoined(some, joined);
        return joined;
    }

    private static void addJoined(List<String> some, List<String> joined) {
        if (!some.isEmpty()) {
            joined.add(String.join("\n;\n", some));
            some.clear();
        }
    }

    private void runAlone(String sql) throws SQLException {
        if (this.commits) {
            execute(this.connection, sql);
            return;
        }
        Savepoint start = begin();
        try {
            execute(this.connection, sql);
            execute(this.connection, "set constraints all immediate");
            this.connection.releaseSavepoint(start);
        } catch (SQLException rejection) {
            rollBack(start);
            throw rejection;
        }
    }

    private Savepoint begin() throws SQLException {
        this.connection.setAutoCommit(false);
        return this.connection.setSavepoint();
    }

    private void finish() throws SQLException {
        if (this.commits) {
            this.connection.commit();
            this.connection.setAutoCommit(true);
        }
    }

    private void rollBack(Savepoint start) throws SQLException {
        this.connection.rollback(start);
        if (this.commits) {
            this.connection.rollback();
            this.connection.setAutoCommit(true);
        }
    }

    private void runIndividually(List<String> statements) throws SQLException {
        for (String statement : statements) {
            runIndividually(statement);
        }
    }

    private void runIndividually(String statement) throws SQLException {
        try {
            execute(this.connection, statement);
        } catch (SQLException failure) {
            if (!this.extensions.createFor(failure)) {
                throw refused(statement, failure);
            }
            runIndividually(statement);
        }
    }

    /** Runs the statements individually to find the one that fails. */
    private RuntimeException failedStatement(List<String> statements, SQLException failure) {
        try {
            Savepoint start = begin();
            try {
                for (String statement : statements) {
                    try {
                        execute(this.connection, statement);
                    } catch (SQLException again) {
                        return refused(statement, again);
                    }
                }
            } finally {
                rollBack(start);
            }
        } catch (SQLException further) {
            failure.addSuppressed(further);
        }
        return SessionScratch.failed("The scratch database reports an error", failure);
    }

    private AutogenerateException refused(String statement, SQLException failure) {
        return new AutogenerateException(
                ErrorCode.MODEL_REFUSED,
                "PostgreSQL rejected a statement in the scratch database: %s%n%n    %s"
                        .formatted(failure.getMessage(), statement.strip().replace("\n", "\n    ")),
                remedy(failure),
                failure);
    }

    private String remedy(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        if (state.equals(NOT_ALLOWED)) {
            return "Grant the right to the role, or connect as a role that has it, then retry.";
        }
        Optional<PostgresExtension> unreached =
                UNKNOWN_OBJECT.contains(state) ? this.extensions.offSearchPath(failure) : Optional.empty();
        if (unreached.isPresent()) {
            return "The extension '%1$s' is in the schema '%2$s', which is not on the search path. Qualify the name in the model with '%2$s', or add the schema to the search path of the database, then retry."
                    .formatted(unreached.get().name(), unreached.get().schema());
        }
        return UNKNOWN_OBJECT.contains(state)
                ? "Correct the model that the statement comes from, then retry. If the statement needs an extension that the database does not have, create the extension in a revision first."
                : "Correct the model that the statement comes from, then retry.";
    }

    @Override
    public List<Optional<String>> attempt(List<String> statements) {
        List<Optional<String>> rejections = new ArrayList<>();
        for (String sql : statements) {
            try {
                for (String remaining : this.extensions.undeclared(List.of(sql))) {
                    attempt(remaining);
                }
                this.extensions.declare();
                rejections.add(Optional.empty());
            } catch (SQLException failure) {
                rejections.add(Optional.of(String.valueOf(failure.getMessage())));
            }
        }
        return rejections;
    }

    private void attempt(String sql) throws SQLException {
        try {
            runAlone(sql);
        } catch (SQLException failure) {
            if (!this.extensions.createTrustedFor(failure)) {
                throw failure;
            }
            runAlone(sql);
        }
    }

    @Override
    public <R> R query(String sql, ResultSetExtractor<R> reader) {
        return SessionScratch.query(this.connection, sql, reader);
    }

    @Override
    public Schema read() {
        try {
            return this.extensions.visible(this.inspector.read(this.connection, this.scope));
        } catch (SQLException | DataAccessException failure) {
            throw SessionScratch.failed("Could not read the scratch database", failure);
        }
    }

    @Override
    public Set<String> unread() {
        try {
            return this.inspector.unread(this.connection, this.scope);
        } catch (SQLException | DataAccessException failure) {
            throw SessionScratch.failed("Could not read the scratch database", failure);
        }
    }

    @Override
    public void close() {
        this.closing.run();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }
}
