package dev.migrate.engine;

import dev.migrate.adoption.Adoption;
import dev.migrate.adoption.AdoptionDecision;
import dev.migrate.adoption.AdoptionReader;
import dev.migrate.adoption.AdoptionRefusal;
import dev.migrate.adoption.HistoryTable;
import dev.migrate.adoption.Since;
import dev.migrate.adoption.ToolLock;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.ImpossibleMigrationException;
import dev.migrate.error.LockedException;
import dev.migrate.error.Log;
import dev.migrate.history.AppliedRevision;
import dev.migrate.history.HistoryWriter;
import dev.migrate.history.LogEntry;
import dev.migrate.run.RunContext;
import dev.migrate.run.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/**
 * Records the revisions that another tool has applied, while this process holds the migration lock: in one transaction,
 * in which it also holds the lock of the tool and reads the history.
 */
final class HistoryAdoption {

    private static final Log LOGGER = Log.of(HistoryAdoption.class);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final MigrationContext context;
    private final RunContext runContext;
    private final Session session;

    HistoryAdoption(MigrationContext context, RunContext runContext) {
        this.context = context;
        this.runContext = runContext;
        this.session = context.session();
    }

    /** Adopts a history in a database without a record; returns a sentence about it, or null if there is nothing to adopt. */
    @Nullable
    String first(DatabaseState state, HistoryTable table) {
        Adoption adoption = adopt(state, table, Since.BEGINNING, true);
        return adoption.isEmpty() ? null : "Adopted " + adoption + ".";
    }

    /**
     * Adopts what the tools have completed since their histories were read last.
     *
     * @return whether the record might have changed
     */
    boolean since(DatabaseState state) {
        List<HistoryTable> tables =
                reader().relevant(this.context.sessionTemplate().histories(this.session));
        if (tables.isEmpty()) {
            return false;
        }
        this.context.sessionTemplate().completeColumns(this.session, this.runContext.actor());
        String positions = this.session.history().adoptedPositions();
        for (HistoryTable table : tables) {
            adopt(this.context.stateReader().readLocked(this.session), table, Since.of(table, positions), false);
        }
        return true;
    }

    private AdoptionReader reader() {
        return this.context.stateReader().adoptionReader(this.session);
    }

    /**
     * Adopts a history.
     *
     * @param first whether to record its position also if there is nothing to adopt. Otherwise an empty record, whose
     *     revisions were reverted, would look like one of a first contact
     */
    private Adoption adopt(DatabaseState state, HistoryTable table, Since since, boolean first) {
        ToolLock lock =
                this.session.query((connection, dialect, recordTables) -> ToolLock.of(connection, dialect, table));
        long start = System.nanoTime();
        Optional<Adoption> adopted = tryAdopt(state, table, since, first, lock);
        while (adopted.isEmpty()) {
            this.runContext.cancellation().throwIfCancelled();
            Duration waited = Duration.ofNanos(System.nanoTime() - start);
            if (waited.compareTo(this.context.settings().lockWait()) >= 0) {
                throw LockedException.ofTool(table.tool().title(), table.toString(), waited);
            }
            pause();
            adopted = tryAdopt(state, table, since, first, lock);
        }
        adopted.filter((adoption) -> !adoption.isEmpty()).ifPresent(HistoryAdoption::report);
        return adopted.get();
    }

    private static void report(Adoption adoption) {
        LOGGER.info("Adopted {}.", adoption);
        if (!adoption.edited().isEmpty()) {
            LOGGER.warn(
                    "The scripts of these revisions differ from those that were imported: {}. 'migrate.edited' is 'warn'.",
                    String.join(", ", adoption.edited()));
        }
    }

    /** Adopts a history; empty if the tool holds its lock. */
    private Optional<Adoption> tryAdopt(
            DatabaseState state, HistoryTable table, Since since, boolean first, ToolLock lock) {
        try {
            return Optional.of(this.session.inTransaction(() -> {
                if (!acquire(lock)) {
                    throw new LockNotAvailable();
                }
                Adoption adoption = read(state, table, since);
                if (first || !adoption.isEmpty()) {
                    record(state, adoption);
                }
                return adoption;
            }));
        } catch (LockNotAvailable busy) {
            return Optional.empty();
        } catch (DataAccessException failure) {
            if (isLockTimeout(failure)) {
                return Optional.empty();
            }
            throw failure;
        } finally {
            release(lock);
        }
    }

    /** Releases the lock of the tool. If that fails, the lock ends with the session, and a first failure stays visible. */
    private void release(ToolLock lock) {
        try {
            this.session.query((connection, dialect, recordTables) -> {
                lock.release(connection);
                return lock;
            });
        } catch (DataAccessException failure) {
            LOGGER.warn(
                    "Could not release the lock of the other tool; it ends with the session: {}", failure.getMessage());
        }
    }

    private boolean acquire(ToolLock lock) {
        return this.session.query((connection, dialect, recordTables) -> lock.tryAcquire(connection));
    }

    private boolean isLockTimeout(DataAccessException failure) {
        return failure.getRootCause() instanceof SQLException cause
                && this.session.dialect().isLockTimeout(cause);
    }

    private Adoption read(DatabaseState state, HistoryTable table, Since since) {
        Set<String> applied = state.storedState().applied().keySet();
        return accepted(this.session.query(
                (connection, dialect, recordTables) -> reader().read(connection, dialect, table, applied, since)));
    }

    /**
     * Returns an adoption that was decided.
     *
     * @throws ImpossibleMigrationException if it was refused
     */
    static Adoption accepted(AdoptionDecision decision) {
        if (decision instanceof AdoptionRefusal refusal) {
            throw new ImpossibleMigrationException(
                    ErrorCode.UNADOPTABLE_HISTORY,
                    refusal.message(),
                    refusal.remedy().then("No revision was run."),
                    List.of());
        }
        return (Adoption) decision;
    }

    private void record(DatabaseState state, Adoption adoption) {
        Set<String> ids = new LinkedHashSet<>(state.storedState().heads());
        List<AppliedRevision> revisions = new ArrayList<>();
        adoption.revisions().forEach((adopted) -> ids.add(adopted.revision().id()));
        List<String> heads = state.graph().maximal(ids);
        for (Adoption.Adopted adopted : adoption.revisions()) {
            revisions.add(AppliedRevision.adopted(
                    adopted.revision(),
                    heads.contains(adopted.revision().id()),
                    Objects.requireNonNullElseGet(adopted.completed(), Instant::now),
                    adopted.by(),
                    adopted.durationMs()));
        }
        HistoryWriter historyWriter = this.session.historyWriter(this.runContext.actor());
        historyWriter.adopt(state.storedState(), revisions, heads, state::script);
        historyWriter.log(
                new LogEntry(
                        "stamp",
                        String.join(",", heads),
                        adoption.isEmpty() ? "Read " + adoption.table() : "Adopted " + adoption,
                        this.context.request().principal(),
                        this.context.request().tag(),
                        0,
                        0,
                        null),
                adoption.positions(this.session.history().adoptedPositions()));
        this.runContext.lock().confirm();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LockedException("another tool; this process was interrupted while waiting", Duration.ZERO);
        }
    }

    /** Rolls back the transaction in which the lock of the tool was not available. */
    private static final class LockNotAvailable extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }
}
