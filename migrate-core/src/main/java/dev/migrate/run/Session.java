package dev.migrate.run;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.dialect.RecordTables;
import dev.migrate.error.DatabaseException;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.Log;
import dev.migrate.error.MigrateException;
import dev.migrate.history.History;
import dev.migrate.history.HistoryWriter;
import dev.migrate.history.LoggedPast;
import dev.migrate.history.StoredState;
import dev.migrate.lock.MigrationLock;
import dev.migrate.report.Actor;
import dev.migrate.risk.RiskReader;
import dev.migrate.session.SessionLimits;
import dev.migrate.sql.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A database connection for the duration of one call of the engine, used for the lock, the statements, and the record.
 * Unless a schema is set or fixed, the names of Migrate's own tables are not qualified until {@link #resolveSchema}
 * determines their schema.
 */
public final class Session implements AutoCloseable {

    private static final Log LOGGER = Log.of(Session.class);

    /** Maximum time to wait for a writer. Each attempt also waits in the database. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final DataSource source;
    private Connection connection;
    private boolean autoCommit;
    private final Clock clock;
    private final boolean schemaSet;
    private final JdbcTemplate jdbc;
    private final Dialect dialect;
    private final Checkpoint checkpoint;
    private RecordTables recordTables;
    private boolean pooled;
    private @Nullable SessionKeeper keeper;

    private Session(DataSource source, Connection connection, @Nullable String schema, String prefix, Clock clock)
            throws SQLException {
        this.source = source;
        this.connection = connection;
        this.clock = clock;
        this.schemaSet = schema != null;
        this.dialect = Dialects.of(connection.getMetaData());
        this.recordTables =
                new RecordTables(schema == null ? this.dialect.fixedSchema() : this.dialect.schemaName(schema), prefix);
        this.autoCommit = autoCommits(connection);
        this.jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
        this.checkpoint = new Checkpoint(this::connection, this.dialect);
    }

    /**
     * Opens a session.
     *
     * @param schema the schema of Migrate's own tables, or null if none is set
     * @param prefix the prefix of their names
     * @throws DatabaseException if the database cannot be reached
     */
    public static Session open(DataSource source, @Nullable String schema, String prefix, Clock clock) {
        Connection connection = connect(source);
        try {
            return new Session(source, connection, schema, prefix, clock);
        } catch (SQLException | RuntimeException failure) {
            closeAfter(failure, connection);
            if (failure instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw unreachable(failure);
        }
    }

    /** Enables autocommit; returns whether it was enabled before. */
    private static boolean autoCommits(Connection connection) throws SQLException {
        boolean before = connection.getAutoCommit();
        if (!before) {
            connection.setAutoCommit(true);
        }
        return before;
    }

    /**
     * Returns the connection to its pool while some work runs, then borrows another one. For pauses before the lock is
     * held: a waiting process must not take connections from the rest of the application.
     *
     * @throws DatabaseException if the database cannot be reached
     */
    public void whileReleased(Runnable work) {
        close();
        work.run();
        this.connection = connect(this.source);
        try {
            this.autoCommit = autoCommits(this.connection);
        } catch (SQLException failure) {
            throw unreachable(failure);
        }
        this.jdbc.setDataSource(new SingleConnectionDataSource(this.connection, true));
    }

    /** Returns the underlying connection. */
    Connection connection() {
        return this.connection;
    }

    /** Returns the dialect of the database. */
    public Dialect dialect() {
        return this.dialect;
    }

    /**
     * Reads Migrate's own tables, and waits up to 30 seconds for a writer.
     *
     * @throws MigrateException if a schema is set and does not exist: then there is no record, and none can be
     *     created
     */
    public StoredState read() {
        StoredState storedState = patiently(() -> history().read());
        if (!storedState.tables()) {
            missingSchema(null).ifPresent((missing) -> {
                throw missing;
            });
        }
        return storedState;
    }

    private Optional<MigrateException> missingSchema(@Nullable Exception failure) {
        try {
            return this.schemaSet
                    ? MissingSchema.of(this.connection, this.dialect, this.recordTables, failure)
                    : Optional.empty();
        } catch (SQLException second) {
            throw failed("Look for the schema of the engine's own tables", second);
        }
    }

    /** Reads the past actions from the log. */
    public LoggedPast past() {
        return patiently(() -> history().past());
    }

    private <T> T patiently(Supplier<T> reading) {
        long start = System.nanoTime();
        while (true) {
            try {
                return reading.get();
            } catch (DataAccessException failure) {
                boolean busy = failure.getRootCause() instanceof SQLException cause
                        && this.dialect.isLockTimeout(cause)
                        && System.nanoTime() - start < PATIENCE.toNanos();
                if (!busy) {
                    throw failure;
                }
                LOGGER.debug("The engine's tables are being written: {}", failure.getMessage());
            }
        }
    }

    /**
     * A query on the catalog of the database.
     *
     * @param <T> the type of the result
     */
    @FunctionalInterface
    public interface Question<T> {

        /** Runs the query on the connection of a session. */
        T ask(Connection connection, Dialect dialect, RecordTables recordTables) throws SQLException;
    }

    /** Runs a query on the catalog with this connection. */
    public <T> T ask(Question<T> question) {
        ConnectionCallback<T> asking = (own) -> question.ask(own, this.dialect, this.recordTables);
        return patiently(() -> Objects.requireNonNull(this.jdbc.execute(asking)));
    }

    /** Returns a reader that detects, before statements run, the data they might destroy. */
    public RiskReader riskReader() {
        return RiskReader.of(this.dialect.lexer(), this.connection);
    }

    /** Returns the reader of Migrate's own tables on this connection. */
    public History history() {
        return new History(this.jdbc, this.dialect, this.recordTables);
    }

    /** Returns the writer of Migrate's own tables on this connection. */
    public HistoryWriter recorder(Actor actor) {
        return new HistoryWriter(this.jdbc::update, this.dialect, this.recordTables, this.clock, actor);
    }

    /**
     * Writes to Migrate's own tables over another connection, after this one was lost. Such writes must not depend on
     * the lock, which was lost with this session. The pool might have no other connection until this one is returned.
     */
    void recordElsewhere(Actor actor, Consumer<HistoryWriter> work) throws SQLException {
        discard();
        this.connection.close();
        try (Connection other = this.source.getConnection()) {
            boolean before = other.getAutoCommit();
            other.setAutoCommit(true);
            JdbcTemplate jdbcOfOther = new JdbcTemplate(new SingleConnectionDataSource(other, true));
            work.accept(new HistoryWriter(jdbcOfOther::update, this.dialect, this.recordTables, this.clock, actor));
            other.setAutoCommit(before);
        }
    }

    /** Returns the migration lock, not yet acquired. */
    public MigrationLock lock(Actor actor) {
        return new MigrationLock(
                this.jdbc,
                this.source,
                this.dialect,
                this.recordTables,
                actor,
                this.clock,
                this::isPooled,
                this::discard);
    }

    /**
     * Translates a failed access of the engine to the database. If tables of Migrate are missing, or if other software
     * uses their names, the exception names them.
     */
    public MigrateException refused(String doing, DataAccessException failure) {
        if (!(failure.getRootCause() instanceof SQLException cause) || !this.dialect.isMissingTable(cause)) {
            boolean isWrongColumn =
                    failure instanceof BadSqlGrammarException || failure instanceof UncategorizedSQLException;
            List<String> taken = isWrongColumn ? history().takenNames() : List.of();
            return taken.isEmpty()
                    ? FailureTranslator.ofEngine(this.dialect, doing, failure)
                    : FailureTranslator.ofTakenNames(taken, failure);
        }
        List<String> tables = history().missingTables();
        boolean lost = tables.size() < this.recordTables.names().size()
                && this.recordTables.in(null).names().stream().anyMatch((name) -> mentions(cause, name));
        return missingSchema(failure)
                .orElseGet(() -> lost && !tables.isEmpty()
                        ? new DatabaseException(
                                ErrorCode.ENGINE_TABLE_MISSING,
                                "Tables of Migrate do not exist: '%s'.".formatted(String.join("', '", tables)),
                                "Run 'ensure-version' to create them again, then retry. What they held is lost.",
                                failure)
                        : FailureTranslator.ofEngine(this.dialect, doing, failure));
    }

    private static boolean mentions(SQLException failure, String name) {
        return String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT));
    }

    /**
     * Returns whether a connection pooler might assign the server session to other clients after each transaction.
     * Known once the lock was requested.
     */
    boolean isShared() {
        return this.pooled;
    }

    private boolean isPooled() {
        try {
            this.pooled = this.dialect.isPooled(this.connection);
            return this.pooled;
        } catch (SQLException failure) {
            throw failed("Detect a connection pooler", failure);
        }
    }

    /**
     * Determines the schema in which Migrate's own tables are or would be created, and qualifies their names with it
     * from then on.
     */
    public void resolveSchema() {
        if (this.recordTables.schema() == null) {
            try {
                this.recordTables =
                        this.recordTables.in(this.dialect.defaultSchema(this.connection, this.recordTables.revision()));
            } catch (SQLException failure) {
                throw failed("Determine the schema of the engine's own tables", failure);
            }
        }
    }

    /** Prepares the session for running scripts. Its current state becomes the state in which each revision begins. */
    public void prepare(SessionLimits sessionLimits) {
        settling(() -> this.keeper = SessionKeeper.of(
                this.connection, this.dialect, sessionLimits, this.pooled, ConnectionPool.initSql(this.source)));
    }

    /** Registers a statement of a script that is about to run. */
    void scripted(Statement statement) {
        if (this.keeper != null) {
            this.keeper.scripted(statement);
        }
    }

    /** Registers a method of the connection that Java code is about to call. */
    void calling(String method) throws SQLException {
        if (this.keeper != null) {
            this.keeper.calling(method);
        }
    }

    /** Registers the end of Java code, before the engine writes. */
    void called() throws SQLException {
        if (this.keeper != null) {
            this.keeper.called();
        }
    }

    /**
     * Runs work of the engine in the middle of a script, in a separate transaction and in the engine's session state.
     */
    <T> T ours(Supplier<T> work) {
        opening();
        T result = inTransaction(() -> {
            own(true);
            return work.get();
        });
        script();
        return result;
    }

    /** Allows the next transaction to begin, independent of the settings of a script. */
    void opening() {
        kept(SessionKeeper::opening);
    }

    /** Makes the transaction that has just begun writable, independent of the defaults that a script has set. */
    void writable() {
        kept(SessionKeeper::writable);
    }

    /**
     * Switches to the engine's session state in an open transaction, for statements of the engine in the middle of a
     * script.
     */
    void own(boolean first) {
        kept((keeper) -> keeper.own(first));
    }

    /** Switches back to the session state of the script. */
    void script() {
        kept(SessionKeeper::script);
    }

    /**
     * Ends the session state of a script, in the transaction that records its revision.
     *
     * @throws SQLException if the database rejects this
     */
    void end() throws SQLException {
        if (this.keeper != null) {
            this.keeper.end();
        }
    }

    /** Ends the session state of a script that failed. */
    void recover() {
        if (this.keeper != null) {
            this.keeper.recover();
        }
    }

    /**
     * Restores the session state in which a revision begins.
     *
     * @return whether the lock was released in the meantime, so that the state of the database must be read again
     */
    boolean renew(MigrationLock.Held lock) {
        SessionKeeper known = this.keeper;
        if (known == null) {
            return false;
        }
        boolean[] reset = new boolean[1];
        settling(() -> {
            known.restoreDriver();
            reset[0] = known.needsReset();
            if (reset[0]) {
                lock.across(() -> settling(known::reset));
            }
            known.clear();
        });
        return reset[0];
    }

    private void kept(Change change) {
        SessionKeeper known = this.keeper;
        if (known != null) {
            settling(() -> change.make(known));
        }
    }

    /** A change of the session state. */
    @FunctionalInterface
    private interface Change {
        void make(SessionKeeper keeper) throws SQLException;
    }

    /** Work that the database might reject. */
    @FunctionalInterface
    private interface Work {
        void run() throws SQLException;
    }

    /**
     * Changes the session state. If this fails, the session is marked as broken, so that it does not return to its
     * pool.
     */
    private void settling(Work work) {
        try {
            work.run();
        } catch (SQLException failure) {
            if (this.keeper != null) {
                this.keeper.markBroken();
            }
            throw failed("Read or set the state of the session", failure);
        }
    }

    /** Runs some work in one transaction, which is rolled back if the work fails. */
    public <T> T inTransaction(Supplier<T> work) {
        try {
            this.dialect.begin(this.connection);
        } catch (SQLException failure) {
            throw failed("Begin a transaction", failure);
        }
        T result;
        try {
            if (this.keeper != null) {
                this.keeper.begun();
            }
            result = work.get();
            this.dialect.commit(this.connection);
        } catch (SQLException failure) {
            CommitFailure told = new CommitFailure(failure, false);
            rollback(told);
            throw told;
        } catch (RuntimeException | Error failure) {
            rollback(failure);
            throw failure;
        }
        checkpoint();
        return result;
    }

    /** Forces committed data to the file of the database, so that it survives the end of this process. */
    void checkpoint() {
        this.checkpoint.write();
    }

    @Override
    public void close() {
        try {
            if (!this.connection.isClosed() && !giveBack()) {
                return;
            }
        } catch (SQLException failure) {
            LOGGER.warn("Could not give the session back as it was: {}", failure.getMessage());
        }
        try {
            this.connection.close();
        } catch (SQLException failure) {
            LOGGER.warn("Could not return the connection of the migration: {}", failure.getMessage());
        }
    }

    /**
     * Restores the session to the state in which the pool lent it. A connection that cannot be restored is evicted or
     * aborted.
     *
     * @return whether the connection can still be returned
     */
    private boolean giveBack() throws SQLException {
        String why = "";
        try {
            List<String> differing = this.keeper == null ? List.of() : this.keeper.giveBack();
            if (!differing.isEmpty()) {
                why = "its session still differs in " + String.join(", ", differing);
            }
        } catch (SQLException failure) {
            why = "its session could not be reset: " + failure.getMessage();
        }
        if (!why.isEmpty()) {
            return !ConnectionPool.evict(this.source, this.connection, why);
        }
        if (!this.autoCommit) {
            this.connection.setAutoCommit(false);
        }
        return true;
    }

    /** Aborts the connection, so that no pool lends it again. */
    void discard() {
        ConnectionPool.end(this.connection);
    }

    private void rollback(Throwable failure) {
        try {
            this.dialect.rollback(this.connection);
        } catch (SQLException second) {
            failure.addSuppressed(second);
            if (this.keeper != null) {
                this.keeper.markBroken();
            }
        }
    }

    /**
     * Returns the exception for a query of the engine outside {@code JdbcTemplate}, of the type that
     * {@code JdbcTemplate} throws.
     */
    static DataAccessException failed(String task, SQLException failure) {
        return new UncategorizedSQLException(task, null, failure);
    }

    private static Connection connect(DataSource source) {
        try {
            return source.getConnection();
        } catch (SQLException | RuntimeException failure) {
            throw unreachable(failure);
        }
    }

    private static DatabaseException unreachable(Exception failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null && deepest.getCause() != deepest) {
            deepest = deepest.getCause();
        }
        String detail = deepest == failure || deepest.getMessage() == null
                ? String.valueOf(failure.getMessage())
                : failure.getMessage() + " (" + deepest.getMessage() + ")";
        return new DatabaseException(
                ErrorCode.DATABASE_UNREACHABLE,
                "The database cannot be reached: " + detail,
                "Check that it runs, and that 'migrate.url', or else 'spring.datasource.url', its user and its password"
                        + " are right.",
                failure);
    }

    private static void closeAfter(Exception failure, Connection connection) {
        try {
            connection.close();
        } catch (SQLException second) {
            failure.addSuppressed(second);
        }
    }
}
