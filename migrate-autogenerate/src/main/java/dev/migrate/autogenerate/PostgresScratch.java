package dev.migrate.autogenerate;

import dev.migrate.error.AutogenerateException;
import dev.migrate.error.ErrorCode;
import dev.migrate.inspect.Inspector;
import dev.migrate.inspect.Scope;
import dev.migrate.schema.Schema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.dao.DataAccessException;

/**
 * A session in a scratch database or schema. Statements that are run together take effect together or not at all,
 * except those that cannot run in a transaction.
 */
final class PostgresScratch implements Scratch {

    private static final int AT_ONCE = 200;

    /** The SQL states of an unknown type, function, operator class or cast. */
    private static final Set<String> SAYS_UNKNOWN = Set.of("42704", "42883", "42846");

    private static final String SAYS_NOT_IN_TRANSACTION = "25001";

    private final Connection connection;
    private final Inspector inspector;
    private final Scope scope;
    private final Map<String, String> extensions;
    private final boolean kept;
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
            Map<String, String> extensions,
            boolean kept,
            Check check,
            Closing closing) {
        this.connection = connection;
        this.inspector = inspector;
        this.scope = scope;
        this.extensions = extensions;
        this.kept = kept;
        this.check = check;
        this.closing = closing;
    }

    /** Returns a session whose statements are committed, in a database with the settings of the live one. */
    static PostgresScratch kept(
            Connection connection, Inspector inspector, Scope scope, PostgresScratchLocation place, Closing closing)
            throws SQLException {
        connection.setAutoCommit(true);
        execute(connection, "set synchronous_commit = off");
        for (Map.Entry<String, String> setting : place.settings().entrySet()) {
            execute(
                    connection,
                    "set %s = '%s'"
                            .formatted(setting.getKey(), setting.getValue().replace("'", "''")));
        }
        execute(connection, "create schema if not exists " + PostgresScratchLocation.quoted(place.home()));
        execute(connection, "set search_path = " + place.searchPath(place.home()));
        return new PostgresScratch(
                connection,
                inspector,
                new Scope(place.home(), scope.others(), scope.wanted()),
                new LinkedHashMap<>(place.extensions()),
                true,
                () -> {},
                closing);
    }

    /** Returns a session in a transaction that is never committed. */
    static PostgresScratch passing(
            Connection connection, Inspector inspector, Scope scope, Check check, Closing closing) {
        return new PostgresScratch(connection, inspector, scope, new LinkedHashMap<>(), false, check, closing);
    }

    @Override
    public void run(List<String> statements) {
        try {
            attempt(statements);
        } catch (SQLException failure) {
            if (SAYS_NOT_IN_TRANSACTION.equals(failure.getSQLState()) && this.kept) {
                oneByOne(statements);
            } else if (SAYS_UNKNOWN.contains(String.valueOf(failure.getSQLState())) && !this.extensions.isEmpty()) {
                createExtensions(statements);
                run(statements);
            } else {
                throw culprit(statements, failure);
            }
        }
    }

    private void attempt(List<String> statements) throws SQLException {
        Savepoint start = begin();
        try {
            for (int from = 0; from < statements.size(); from += AT_ONCE) {
                List<String> some = statements.subList(from, Math.min(from + AT_ONCE, statements.size()));
                execute(this.connection, String.join("\n;\n", some));
            }
            this.check.run();
            finish();
        } catch (SQLException | RuntimeException failure) {
            undo(start);
            throw failure;
        }
    }

    private Savepoint begin() throws SQLException {
        this.connection.setAutoCommit(false);
        return this.connection.setSavepoint();
    }

    private void finish() throws SQLException {
        if (this.kept) {
            this.connection.commit();
            this.connection.setAutoCommit(true);
        }
    }

    private void undo(Savepoint start) throws SQLException {
        this.connection.rollback(start);
        if (this.kept) {
            this.connection.rollback();
            this.connection.setAutoCommit(true);
        }
    }

    private void oneByOne(List<String> statements) {
        for (String statement : statements) {
            try {
                execute(this.connection, statement);
            } catch (SQLException failure) {
                throw refused(statement, failure);
            }
        }
    }

    /** Creates the extensions of the live database that the statements do not create but might need. */
    private void createExtensions(List<String> statements) {
        Map<String, String> missing = new LinkedHashMap<>(this.extensions);
        this.extensions.clear();
        missing.keySet().removeIf((name) -> {
            Pattern creation = Pattern.compile(
                    "\\bcreate\\s+extension\\b[^;]*?\"?\\b" + Pattern.quote(name) + "\\b", Pattern.CASE_INSENSITIVE);
            return statements.stream().anyMatch(creation.asPredicate());
        });
        missing.forEach((name, schema) -> {
            try {
                execute(this.connection, "create schema if not exists " + PostgresScratchLocation.quoted(schema));
                execute(
                        this.connection,
                        "create extension if not exists %s schema %s cascade"
                                .formatted(
                                        PostgresScratchLocation.quoted(name), PostgresScratchLocation.quoted(schema)));
            } catch (SQLException failure) {
                throw new AutogenerateException(
                        ErrorCode.NO_SCRATCH,
                        "The extension '%s' of the live database cannot be created in a scratch database: %s"
                                .formatted(name, failure.getMessage()),
                        "Name an empty database that has it with migrate.autogenerate.scratch-url.",
                        failure);
            }
        });
    }

    /** Runs the statements individually to find the one that fails. */
    private RuntimeException culprit(List<String> statements, SQLException failure) {
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
                undo(start);
            }
        } catch (SQLException further) {
            failure.addSuppressed(further);
        }
        return PostgresScratchFactory.failed("The scratch place fails", failure);
    }

    private static AutogenerateException refused(String statement, SQLException failure) {
        return new AutogenerateException(
                ErrorCode.MODEL_REFUSED,
                "PostgreSQL refuses a statement in the scratch place: %s%n%n    %s"
                        .formatted(failure.getMessage(), statement.strip().replace("\n", "\n    ")),
                "Correct what the statement comes from, and try again.",
                failure);
    }

    @Override
    public Schema read() {
        try {
            return this.inspector.read(this.connection, this.scope);
        } catch (SQLException | DataAccessException failure) {
            throw PostgresScratchFactory.failed("The scratch place cannot be read", failure);
        }
    }

    @Override
    public Set<String> unread() {
        try {
            return this.inspector.unread(this.connection, this.scope);
        } catch (SQLException | DataAccessException failure) {
            throw PostgresScratchFactory.failed("The scratch place cannot be read", failure);
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
