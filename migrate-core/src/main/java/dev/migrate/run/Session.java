package dev.migrate.run;

import dev.migrate.catalog.TransactionCheck;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.dialect.RecordTables;
import dev.migrate.dialect.RecordWrite;
import dev.migrate.dialect.StorableTexts;
import dev.migrate.error.DatabaseException;
import dev.migrate.error.Log;
import dev.migrate.error.MigrateException;
import dev.migrate.failure.FailureKind;
import dev.migrate.history.History;
import dev.migrate.history.HistoryWriter;
import dev.migrate.history.LoggedActions;
import dev.migrate.history.StoredState;
import dev.migrate.lock.MigrationLock;
import dev.migrate.report.Actor;
import dev.migrate.risk.RiskReader;
import dev.migrate.session.SessionLimits;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.function.SingletonSupplier;

/**
 * A database connection for the duration of one call of the engine, used for the lock, the statements, and the record.
 * Unless a schema is set or fixed, the names of Migrate's own tables are not qualified until {@link #resolveSchema}
 * determines their schema.
 */
public final class Session implements AutoCloseable {

    private static final Log LOGGER = Log.of(Session.class);

    /** Maximum time to wait for a writer. Each attempt also waits in the database. */
    private static final Duration WRITER_TIMEOUT = Duration.ofSeconds(30);

    private static final String WRITE = "Write the tables of Migrate";

    private final DataSource source;
    private Connection connection;
    private boolean autoCommit;
    private final Clock clock;
    private final boolean schemaSet;
    private final JdbcTemplate jdbc;
    private final Dialect dialect;
    private final DiskFlush diskFlush;
    private @Nullable TransactionCheck transactionCheck;
    private @Nullable StorableTexts storableTexts;
    private RecordTables recordTables;
    private boolean pooled;
    private SessionIsolation isolation;

    private Session(DataSource source, Connection connection, @Nullable String schema, String prefix, Clock clock)
            throws SQLException {
        this.source = source;
        this.connection = connection;
        this.clock = clock;
        this.schemaSet = schema != null;
        this.dialect = Dialects.of(connection.getMetaData()).in(this::connection);
        this.recordTables = new RecordTables(
                schema == null
                        ? this.dialect.schemas().fixedSchema()
                        : this.dialect.schemas().inStatement(schema),
                prefix);
        this.autoCommit = enableAutoCommit(connection);
        this.jdbc = new JdbcTemplate(new SessionDataSource(connection));
        this.diskFlush = new DiskFlush(this, this.dialect);
        this.isolation = SessionIsolation.none(connection);
    }

    /**
     * Opens a session.
     *
     * @param schema the schema of Migrate's own tables, or null if none is set
     * @param prefix the prefix of their names
     * @throws DatabaseException if the database cannot be reached
     */
    public static Session open(DataSource source, @Nullable String schema, String prefix, Clock clock) {
        Connection connection = ConnectionPool.borrow(source);
        try {
            return new Session(source, connection, schema, prefix, clock);
        } catch (SQLException | RuntimeException failure) {
            ConnectionPool.closeAfter(failure, connection);
            if (failure instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw DatabaseException.unreachable(failure);
        }
    }

    /** Enables autocommit; returns whether it was enabled before. */
    private static boolean enableAutoCommit(Connection connection) throws SQLException {
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
        this.connection = ConnectionPool.borrow(this.source);
        try {
            this.autoCommit = enableAutoCommit(this.connection);
        } catch (SQLException failure) {
            throw DatabaseException.unreachable(failure);
        }
        this.jdbc.setDataSource(new SessionDataSource(this.connection));
        this.isolation = SessionIsolation.none(this.connection);
    }

    /** Returns the underlying connection. */
    Connection connection() {
        return this.connection;
    }

    /** Returns the dialect of the database. */
    public Dialect dialect() {
        return this.dialect;
    }

    /** Returns what finds the statements that write outside any transaction. */
    TransactionCheck transactionCheck() {
        TransactionCheck check = this.transactionCheck;
        if (check == null) {
            check = this.dialect.transactionCheck(this::connection);
            this.transactionCheck = check;
        }
        return check;
    }

    /**
     * Reads Migrate's own tables, and waits up to 30 seconds for a writer.
     *
     * @throws MigrateException if a schema is set and does not exist: then there is no record, and none can be
     *     created
     */
    public StoredState read() {
        StoredState storedState = waitingForWriters(() -> history().read());
        if (!storedState.hasTables()) {
            recordAccessFailures().missingSchema(null).ifPresent((missing) -> {
                throw missing;
            });
        }
        return storedState;
    }

    /** Reads the past actions from the log. */
    public LoggedActions loggedActions() {
        return waitingForWriters(() -> history().loggedActions());
    }

    private <T> T waitingForWriters(Supplier<T> work) {
        long start = System.nanoTime();
        while (true) {
            try {
                return work.get();
            } catch (DataAccessException failure) {
                boolean busy = failure.getRootCause() instanceof SQLException cause
                        && this.dialect.isLockTimeout(cause)
                        && System.nanoTime() - start < WRITER_TIMEOUT.toNanos();
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
    public interface CatalogQuery<T> {

        /** Runs the query on the connection of a session. */
        T run(Connection connection, Dialect dialect, RecordTables recordTables) throws SQLException;
    }

    /** Runs a query on the catalog, and waits up to 30 seconds for a writer. */
    public <T> T query(CatalogQuery<T> query) {
        return waitingForWriters(() -> {
            try {
                return query.run(this.connection, this.dialect, this.recordTables);
            } catch (SQLException failure) {
                throw translated("Read the catalog", failure);
            }
        });
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
    public HistoryWriter historyWriter(Actor actor) {
        return historyWriter(actor, (write) -> write("", List.of(write), false));
    }

    /** Returns a writer of Migrate's own tables whose statements are passed to a sink. */
    HistoryWriter historyWriter(Actor actor, HistoryWriter.Sink sink) {
        return new HistoryWriter(sink, this.dialect, this.recordTables, this::storableTexts, this.clock, actor);
    }

    /**
     * Executes statements on Migrate's own tables in the open transaction.
     *
     * @param before the statements that end the state of a script, see {@link SessionIsolation#endScript}
     * @param commit whether the transaction ends here
     */
    void write(String before, List<RecordWrite> writes, boolean commit) {
        List<String> left;
        try {
            left = this.dialect.write(this.connection, before, writes, commit);
        } catch (SQLException failure) {
            throw isOfScript(failure, before, commit)
                    ? new CommitFailure(failure, !before.isEmpty())
                    : translated(WRITE, failure);
        }
        this.isolation.discardLeft(left, commit);
    }

    /** Returns whether the failure concerns what a script has changed, such as a deferred constraint. */
    private boolean isOfScript(SQLException failure, String before, boolean commit) {
        FailureKind kind = this.dialect.failureKind(failure);
        boolean constraint = kind == FailureKind.CONSTRAINT || kind == FailureKind.DUPLICATE;
        return (!before.isEmpty() || (commit && constraint))
                && !recordAccessFailures().isOfRecord(failure);
    }

    /**
     * Executes statements on Migrate's own tables in a separate transaction and in one round trip.
     *
     * @return false, with nothing changed, if that is not possible
     */
    boolean writeAlone(List<RecordWrite> writes) {
        if (this.isolation.mayDiffer()) {
            return false;
        }
        try {
            if (!this.dialect.writeAlone(this.connection, writes)) {
                return false;
            }
        } catch (SQLException failure) {
            throw translated(WRITE, failure);
        }
        flushToDisk();
        return true;
    }

    private DataAccessException translated(String task, SQLException failure) {
        DataAccessException translated = this.jdbc.getExceptionTranslator().translate(task, null, failure);
        return translated == null ? failed(task, failure) : translated;
    }

    /**
     * Writes to Migrate's own tables over another connection, after this one was lost. Such writes must not depend on
     * the lock, which was lost with this session. The pool might have no other connection until this one is returned.
     */
    void writeOnNewConnection(Actor actor, Consumer<HistoryWriter> work) throws SQLException {
        discard();
        this.connection.close();
        try (Connection other = this.source.getConnection()) {
            boolean before = other.getAutoCommit();
            other.setAutoCommit(true);
            JdbcTemplate jdbcOfOther = new JdbcTemplate(new SessionDataSource(other));
            work.accept(new HistoryWriter(
                    (write) -> jdbcOfOther.update(write.sql(), write.values().toArray()),
                    this.dialect,
                    this.recordTables,
                    SingletonSupplier.of(() -> storableTexts(other)),
                    this.clock,
                    actor));
            other.setAutoCommit(before);
        }
    }

    private StorableTexts storableTexts() {
        StorableTexts known = this.storableTexts;
        if (known == null) {
            known = storableTexts(this.connection);
            this.storableTexts = known;
        }
        return known;
    }

    private StorableTexts storableTexts(Connection on) {
        try {
            return this.dialect.storableTexts(on);
        } catch (SQLException failure) {
            throw failed("Read the encoding and the limits of the database", failure);
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
     * Returns the exception for a failed access of the engine to the database.
     *
     * @param doing the failed action, as an infinitive without "to"
     */
    public MigrateException translate(String doing, DataAccessException failure) {
        return recordAccessFailures().translate(doing, failure);
    }

    private RecordAccessFailures recordAccessFailures() {
        return new RecordAccessFailures(this.connection, this.dialect, this.recordTables, history(), this.schemaSet);
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

    /** Returns the URL of the database as the driver reports it, for messages. */
    public String url() {
        try {
            return String.valueOf(this.connection.getMetaData().getURL());
        } catch (SQLException failure) {
            throw failed("Read the URL of the database", failure);
        }
    }

    /**
     * Determines the schema in which Migrate's own tables are or would be created, and qualifies their names with it
     * from then on.
     */
    public void resolveSchema() {
        if (this.recordTables.schema() == null) {
            try {
                this.recordTables = this.recordTables.in(
                        this.dialect.schemas().defaultSchema(this.connection, this.recordTables.revision()));
            } catch (SQLException failure) {
                throw failed("Determine the schema of Migrate's own tables", failure);
            }
        }
    }

    /** Prepares the session for running scripts. Its current state becomes the state in which each revision begins. */
    public void prepare(SessionLimits sessionLimits) {
        try {
            this.isolation = SessionIsolation.of(
                    this.connection, this.dialect, sessionLimits, this.pooled, ConnectionPool.initSql(this.source));
        } catch (SQLException failure) {
            throw failed("Read or set the state of the session", failure);
        }
    }

    /** Returns the isolation of the scripts in this session. */
    SessionIsolation isolation() {
        return this.isolation;
    }

    /**
     * Runs work of the engine in the middle of a script, in a separate transaction and in the engine's session state.
     */
    <T> T asEngine(Supplier<T> work) {
        this.isolation.beforeBegin();
        T result = inTransaction(() -> {
            this.isolation.switchToEngine(true);
            return work.get();
        });
        this.isolation.switchToScript();
        return result;
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
            this.isolation.afterBegin();
            result = work.get();
            this.dialect.commit(this.connection);
        } catch (SQLException failure) {
            CommitFailure rejected = new CommitFailure(failure, false);
            rollback(rejected);
            throw rejected;
        } catch (RuntimeException | Error failure) {
            rollback(failure);
            throw failure;
        }
        flushToDisk();
        return result;
    }

    /** Forces committed data to the file of the database, so that it survives the end of this process. */
    void flushToDisk() {
        this.diskFlush.flush();
    }

    @Override
    public void close() {
        try {
            if (!this.connection.isClosed() && !restore()) {
                return;
            }
        } catch (SQLException failure) {
            LOGGER.warn("Could not restore the session: {}", failure.getMessage());
        }
        try {
            this.connection.close();
        } catch (SQLException failure) {
            LOGGER.warn("Could not return the connection of the migration: {}", failure.getMessage());
        }
    }

    /**
     * Restores the session to its state when it was borrowed from the pool. A connection that cannot be restored is evicted or
     * aborted.
     *
     * @return whether the connection can still be returned
     */
    private boolean restore() throws SQLException {
        String why = "";
        try {
            List<String> differing = this.isolation.restore();
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

    /** Aborts the connection, so that no pool reuses it. */
    void discard() {
        ConnectionPool.end(this.connection);
    }

    private void rollback(Throwable failure) {
        try {
            this.dialect.rollback(this.connection);
        } catch (SQLException second) {
            failure.addSuppressed(second);
            this.isolation.markBroken();
        }
    }

    /**
     * Returns the exception for a query of the engine outside {@code JdbcTemplate}, of the type that
     * {@code JdbcTemplate} throws.
     */
    static DataAccessException failed(String task, SQLException failure) {
        return new UncategorizedSQLException(task, null, failure);
    }
}
