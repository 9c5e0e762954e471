package dev.migrate.run;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.dialect.RecordTables;
import dev.migrate.error.DatabaseException;
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
 * One connection, for as long as one call of the engine lasts: lock, statements and record all go through it. Where no
 * schema is set or fixed, the engine's tables are named without one until {@link #resolveSchema} finds out where they are.
 */
public final class Session implements AutoCloseable {

    private static final Log LOGGER = Log.of(Session.class);

    /** How long a reader waits for a writer; each try has waited for a while itself. */
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
     * Opens a session, or throws {@code DatabaseException} if the database does not answer.
     *
     * @param schema where the engine's tables are, if that was said
     * @param prefix how their names begin
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

    /** Switches autocommit on; returns whether it was. */
    private static boolean autoCommits(Connection connection) throws SQLException {
        boolean before = connection.getAutoCommit();
        if (!before) {
            connection.setAutoCommit(true);
        }
        return before;
    }

    /**
     * Returns the connection to its pool while some work runs, and then borrows another one. For pauses before the lock
     * is held: a process that waits must not starve the rest of the application.
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

    /** The connection itself. */
    Connection connection() {
        return this.connection;
    }

    /** The product. */
    public Dialect dialect() {
        return this.dialect;
    }

    /**
     * What the engine's tables say, once whoever writes them right now lets others read. A schema that is set and does
     * not exist is a failure: there is no record to read, and none can be created.
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

    /** What the log says was done. */
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

    /** Something that the catalog of the database answers. */
    @FunctionalInterface
    public interface Question<T> {

        /** Asks it by the connection of a session. */
        T ask(Connection connection, Dialect dialect, RecordTables recordTables) throws SQLException;
    }

    /** Asks the catalog of the database by this connection. */
    public <T> T ask(Question<T> question) {
        ConnectionCallback<T> asking = (own) -> question.ask(own, this.dialect, this.recordTables);
        return patiently(() -> Objects.requireNonNull(this.jdbc.execute(asking)));
    }

    /** Reads from statements, before they run, what they may take away. */
    public RiskReader riskReader() {
        return RiskReader.of(this.dialect.lexer(), this.connection);
    }

    /** Reads the engine's tables by this connection. */
    public History history() {
        return new History(this.jdbc, this.dialect, this.recordTables);
    }

    /** Writes the engine's tables by this connection. */
    public HistoryWriter recorder(Actor actor) {
        return new HistoryWriter(this.jdbc::update, this.dialect, this.recordTables, this.clock, actor);
    }

    /**
     * Writes the engine's tables by another connection, once this one is lost. What is written there must not depend on
     * the lock, which went with this session. A pool may have no other connection until this one is back.
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

    /** The lock, not yet taken. */
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

    /** What the database refused the engine itself, in words; with the engine's tables that are missing, if that is why. */
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
                                "engine-table-missing",
                                "Tables of Migrate do not exist: '%s'.".formatted(String.join("', '", tables)),
                                "Run 'ensure-version' to create them again, then retry. What they held is lost.",
                                failure)
                        : FailureTranslator.ofEngine(this.dialect, doing, failure));
    }

    private static boolean mentions(SQLException failure, String name) {
        return String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT));
    }

    /** Whether a pooler may hand the session to others after each transaction; known once the lock was asked for. */
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

    /** Finds out in which schema the engine's tables are or would be, and names them with it from now on. */
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

    /** Makes the session ready to run scripts: its state now is the one in which each revision begins. */
    public void prepare(SessionLimits sessionLimits) {
        settling(() -> this.keeper = SessionKeeper.of(
                this.connection, this.dialect, sessionLimits, this.pooled, ConnectionPool.initSql(this.source)));
    }

    /** Notes that a statement of a script is about to run. */
    void scripted(Statement statement) {
        if (this.keeper != null) {
            this.keeper.scripted(statement);
        }
    }

    /** Notes that code is about to call a method of the connection. */
    void calling(String method) throws SQLException {
        if (this.keeper != null) {
            this.keeper.calling(method);
        }
    }

    /** Notes that the code has ended, and that the engine is about to write. */
    void called() throws SQLException {
        if (this.keeper != null) {
            this.keeper.called();
        }
    }

    /** Does some work of the engine in a transaction of its own and in its own state, in the midst of a script. */
    <T> T ours(Supplier<T> work) {
        opening();
        T result = inTransaction(() -> {
            own(true);
            return work.get();
        });
        script();
        return result;
    }

    /** Lets the next transaction begin, whatever a script has set. */
    void opening() {
        kept(SessionKeeper::opening);
    }

    /** Lets the transaction that has just begun write, whatever a script has set as the default. */
    void writable() {
        kept(SessionKeeper::writable);
    }

    /** Changes to the engine's own state in an open transaction, for its own statements in the midst of a script. */
    void own(boolean first) {
        kept((keeper) -> keeper.own(first));
    }

    /** Changes back to the state of the script. */
    void script() {
        kept(SessionKeeper::script);
    }

    /** Ends the state of a script in the transaction that records its revision; throws what the database refuses. */
    void end() throws SQLException {
        if (this.keeper != null) {
            this.keeper.end();
        }
    }

    /** Ends the state of a script that failed. */
    void recover() {
        if (this.keeper != null) {
            this.keeper.recover();
        }
    }

    /**
     * Brings back the state in which a revision begins.
     *
     * @return whether the lock of the session was given up meanwhile, so that the state of the database has to be read
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

    /** A change of the session's state. */
    @FunctionalInterface
    private interface Change {
        void make(SessionKeeper keeper) throws SQLException;
    }

    /** Something that the database may refuse. */
    @FunctionalInterface
    private interface Work {
        void run() throws SQLException;
    }

    /** Changes the state of the session; a session whose state is not known is never given back. */
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

    /** Does some work in one transaction; what fails is rolled back. */
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

    /** Makes sure that what is committed outlives this process. */
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
     * Gives the session back as it was lent; what cannot go back to that state does not go back at all.
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

    /** Ends the session in the database, so that no pool hands it to anybody. */
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

    /** What the engine itself asks the database fails as all that goes through {@code JdbcTemplate}. */
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
                "database-unreachable",
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
