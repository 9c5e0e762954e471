package dev.migrate.lock;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.RecordTables;
import dev.migrate.dialect.RecordWrite;
import dev.migrate.error.HistoryConflictException;
import dev.migrate.error.OneLine;
import dev.migrate.report.LockHolder;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** The row of the lock table that identifies the lock holder. */
final class LockRow {

    static final String NAME = "migrate";

    /** The maximum time a reader waits for a lock of the database. */
    private static final Duration MAX_WAIT = Duration.ofSeconds(10);

    private final JdbcTemplate jdbc;
    private final Dialect dialect;
    private final RecordTables recordTables;
    private final Owner owner;

    LockRow(JdbcTemplate jdbc, Dialect dialect, RecordTables recordTables, Owner owner) {
        this.jdbc = jdbc;
        this.dialect = dialect;
        this.recordTables = recordTables;
        this.owner = owner;
    }

    /** Creates the table and the row if they do not exist. */
    void create() {
        ignoreDuplicates(() -> this.jdbc.execute(this.recordTables.lockDdl(this.dialect)));
        ignoreDuplicates(() -> this.jdbc.execute("""
                insert into %1$s (name, expires) select '%2$s', 0 from (select 1 as one) once
                where not exists (select 1 from %1$s where name = '%2$s')""".formatted(this.recordTables.lock(), NAME)));
    }

    /** Writes this process into the row if a condition holds, and returns whether it did. */
    boolean acquire(String expires, String condition) {
        return this.jdbc.update(
                        """
                        update %s set owner = ?, holder = ?, pid = ?, since = ?, revision = null, expires = %s
                        where name = ? and (%s)""".formatted(this.recordTables.lock(), expires, condition),
                        this.owner.token(),
                        this.owner.identity().toString(),
                        this.owner.identity().pid(),
                        this.owner.since(),
                        NAME)
                == 1;
    }

    /**
     * Writes this process into the row like {@link #acquire}, and returns false also if the row or the table does not
     * exist.
     */
    boolean acquireIfPresent(String condition) {
        try {
            return acquire("0", condition);
        } catch (DataAccessException failure) {
            if (failure.getRootCause() instanceof SQLException cause && this.dialect.isMissingTable(cause)) {
                return false;
            }
            throw failure;
        }
    }

    /** Extends the lease, and returns whether the row still belongs to this process. */
    boolean extend(JdbcTemplate jdbcTemplate, String expires) {
        return jdbcTemplate.update(
                        updateOfOwner("expires = " + expires), ofOwner().toArray())
                == 1;
    }

    /**
     * Returns the statement that extends the lease.
     *
     * @param next the revision in progress from then on; null if it does not change
     * @param lost returns the exception if the row does not belong to this process
     */
    RecordWrite renewal(String expires, @Nullable String next, Supplier<HistoryConflictException> lost) {
        String set = next == null ? "expires = " + expires : "expires = %s, revision = ?".formatted(expires);
        List<Object> values = next == null ? ofOwner() : ofOwner(next);
        return new RecordWrite(updateOfOwner(set), values, lost);
    }

    /** Returns the statement that records the revision in progress. */
    RecordWrite note(String revision) {
        return new RecordWrite(updateOfOwner("revision = ?"), ofOwner(revision), null);
    }

    /** Executes a statement in a separate transaction. */
    void update(RecordWrite write) {
        this.jdbc.update(write.sql(), write.values().toArray());
    }

    private String updateOfOwner(String set) {
        return "update %s set %s where name = ? and owner = ?".formatted(this.recordTables.lock(), set);
    }

    private List<Object> ofOwner(Object... values) {
        List<Object> all = new ArrayList<>(List.of(values));
        all.add(NAME);
        all.add(this.owner.token());
        return all;
    }

    void clear() {
        this.jdbc.update(
                updateOfOwner("owner = null, holder = null, pid = null, since = null, revision = null, expires = 0"),
                ofOwner().toArray());
    }

    /** Returns the lock holder if the row satisfies a condition. */
    Optional<LockHolder> read(String condition, Object... parameters) {
        Object[] all = new Object[parameters.length + 1];
        all[0] = NAME;
        System.arraycopy(parameters, 0, all, 1, parameters.length);
        long start = System.nanoTime();
        while (true) {
            try {
                return query(condition, all);
            } catch (DataAccessException failure) {
                if (!(failure.getRootCause() instanceof SQLException cause)) {
                    throw failure;
                }
                if (this.dialect.isMissingTable(cause)) {
                    return Optional.empty();
                }
                if (!this.dialect.isLockTimeout(cause) || System.nanoTime() - start > MAX_WAIT.toNanos()) {
                    throw failure;
                }
            }
        }
    }

    private Optional<LockHolder> query(String condition, Object[] parameters) {
        return this.jdbc
                .query(
                        "select holder, pid, since, revision from %s where name = ? and owner is not null and %s"
                                .formatted(this.recordTables.lock(), condition),
                        (row, number) -> new LockHolder(
                                row.getString("holder"),
                                row.getLong("pid"),
                                since(row.getString("since")),
                                row.getString("revision")),
                        parameters)
                .stream()
                .findFirst();
    }

    private Instant since(@Nullable String text) {
        try {
            return Instant.parse(Objects.requireNonNullElse(text, ""));
        } catch (DateTimeParseException invalid) {
            throw new HistoryConflictException(
                    "Table '%s', row name '%s', column 'since': %s is not a timestamp such as '2026-11-23T10:20:00.000Z'."
                            .formatted(
                                    this.recordTables.lock(),
                                    NAME,
                                    text == null ? "null" : "'" + OneLine.of(text) + "'"),
                    "The table was edited manually. Correct the value with: update %s set since = … where name = '%s'. Then retry. Nothing was changed."
                            .formatted(this.recordTables.lock(), NAME));
        }
    }

    private void ignoreDuplicates(Runnable work) {
        try {
            work.run();
        } catch (DataAccessException failure) {
            if (!(failure.getRootCause() instanceof SQLException cause) || !this.dialect.isDuplicate(cause)) {
                throw failure;
            }
        }
    }
}
