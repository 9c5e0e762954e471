package dev.migrate.history;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.RecordTables;
import dev.migrate.error.Log;
import dev.migrate.plan.Direction;
import dev.migrate.report.LogReport;
import dev.migrate.revision.Revision;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ResultSetExtractor;

/** Reads the engine's tables, including a database that has none. {@link HistoryWriter} writes them. */
public final class History {

    private static final Log LOGGER = Log.of(History.class);

    private final JdbcTemplate jdbc;
    private final Dialect dialect;
    private final RecordTables recordTables;

    public History(JdbcTemplate jdbc, Dialect dialect, RecordTables recordTables) {
        this.jdbc = jdbc;
        this.dialect = dialect;
        this.recordTables = recordTables;
    }

    /**
     * Reads the recorded revisions in one query. {@link StoredState#hasTables} is false if the tables do not exist.
     *
     * @throws dev.migrate.error.HistoryConflictException if a row has an invalid value
     */
    public StoredState read() {
        String query = """
                select revision, is_head, status, message, revises, depends_on, branch_labels, author, created,
                  location, checksum, applied, applied_by, duration_ms,
                  case when downgrade_options is null then 0 else 1 end as reversible,
                  %s as needed_format
                from %s""".formatted(RecordFormat.ofRow(this.recordTables), RecordFormat.rows(this.recordTables));
        try {
            AtomicBoolean complete = new AtomicBoolean(true);
            List<AppliedRevision> applied = this.jdbc.query(query, (row, number) -> {
                complete.compareAndSet(true, row.getInt("needed_format") != RecordFormat.NO_COLUMN);
                return applied(new StoredRow(row, this.recordTables.revision(), "revision"));
            });
            return StoredState.of(complete.get(), applied);
        } catch (DataAccessException failure) {
            if (failure.getRootCause() instanceof SQLException cause && this.dialect.isMissingTable(cause)) {
                return StoredState.EMPTY;
            }
            throw failure;
        }
    }

    /**
     * Returns the positions up to which the histories of other tools were recorded last; empty if they never were. All
     * columns must exist.
     */
    public String adoptedPositions() {
        return this.jdbc
                .queryForList(
                        "select %1$s from %2$s where %1$s is not null and outcome = 'done' order by id desc %3$s"
                                .formatted(RecordTables.ADOPTED, this.recordTables.log(), this.dialect.limit(1)),
                        String.class)
                .stream()
                .findFirst()
                .orElse("");
    }

    /** Returns the columns that an earlier release did not create. */
    public List<RecordTables.Column> missingColumns() {
        return this.recordTables.added().stream()
                .filter((column) -> !columns(column.table()).contains(column.name()))
                .toList();
    }

    private Set<String> columns(String table) {
        ResultSetExtractor<Set<String>> columnNames = (rows) -> {
            ResultSetMetaData metaData = rows.getMetaData();
            Set<String> found = new HashSet<>();
            for (int column = 1; column <= metaData.getColumnCount(); column++) {
                found.add(metaData.getColumnName(column).toLowerCase(Locale.ROOT));
            }
            return found;
        };
        return Objects.requireNonNull(this.jdbc.query("select * from %s where 1 = 0".formatted(table), columnNames));
    }

    /** Returns the revisions that a run outside a transaction has started and not completed. */
    public Set<String> started() {
        return Set.copyOf(this.jdbc.query(
                "select revision from %s where status <> 'applied' union select revision from %s"
                        .formatted(this.recordTables.revision(), this.recordTables.journal()),
                (row, number) -> row.getString(1)));
    }

    /** Returns the progress of an interrupted run, if any. */
    public Optional<JournalEntry> journal(String revision) {
        return this.jdbc
                .query(
                        "select * from %s where revision = ?".formatted(this.recordTables.journal()),
                        (row, number) -> entry(new StoredRow(row, this.recordTables.journal(), "revision")),
                        revision)
                .stream()
                .findFirst();
    }

    /** Returns the stored texts of a revision; empty if it was only stamped. */
    public Optional<StoredTexts> texts(String revision) {
        return this.jdbc
                .query(
                        "select revision, upgrade_text, downgrade_text, downgrade_options from %s where revision = ?"
                                .formatted(this.recordTables.revision()),
                        (row, number) -> texts(new StoredRow(row, this.recordTables.revision(), "revision")),
                        revision)
                .stream()
                .findFirst();
    }

    /**
     * Returns the newest entries of the log; empty without tables. A missing log table next to other tables is a
     * failure.
     *
     * @param limit the maximum number of entries
     */
    public LogReport log(int limit) {
        try {
            return new LogReport(this.jdbc.query(
                    "select * from %s order by id desc %s"
                            .formatted(this.recordTables.log(), this.dialect.limit(limit)),
                    (row, number) -> logged(new StoredRow(row, this.recordTables.log(), "id"))));
        } catch (DataAccessException failure) {
            if (isMissingTable(failure) && !exists(this.recordTables.revision())) {
                return new LogReport(List.of());
            }
            throw failure;
        }
    }

    /** Returns the successful actions in the log; empty if there is no log. */
    public LoggedActions loggedActions() {
        String query = "select action, revision, message from %s where outcome = 'done' order by id"
                .formatted(this.recordTables.log());
        try {
            return new LoggedActions(this.jdbc.query(
                    query,
                    (row, number) -> new LoggedActions.Entry(
                            row.getString("action"), row.getString("revision"), row.getString("message"))));
        } catch (DataAccessException failure) {
            if (isMissingTable(failure)) {
                return new LoggedActions(List.of());
            }
            throw failure;
        }
    }

    /**
     * Returns the names of the engine's tables under which other software has created tables, as their columns show. A
     * table that cannot be read is not one of them.
     */
    public List<String> takenNames() {
        return this.recordTables.marks().entrySet().stream()
                .filter((mark) -> isReadableWithout(mark.getValue(), mark.getKey()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private boolean isReadableWithout(String column, String table) {
        try {
            return exists(table) && !columns(table).contains(column);
        } catch (DataAccessException unreadable) {
            LOGGER.debug("Could not read the columns of table '{}': {}", table, unreadable.getMessage());
            return false;
        }
    }

    /** Returns the engine's tables that do not exist. */
    public List<String> missingTables() {
        return this.recordTables.names().stream()
                .filter((table) -> !exists(table))
                .toList();
    }

    private boolean exists(String table) {
        try {
            this.jdbc.query("select 1 from %s where 1 = 0".formatted(table), (row, number) -> row);
            return true;
        } catch (DataAccessException failure) {
            if (isMissingTable(failure)) {
                return false;
            }
            throw failure;
        }
    }

    private boolean isMissingTable(DataAccessException failure) {
        return failure.getRootCause() instanceof SQLException cause && this.dialect.isMissingTable(cause);
    }

    private static AppliedRevision applied(StoredRow row) throws SQLException {
        Revision revision = new Revision(
                row.id("revision"),
                row.list("revises"),
                row.list("depends_on"),
                row.labels("branch_labels"),
                Objects.requireNonNullElse(row.optional("message"), ""),
                row.optional("author"),
                row.optionalTimestamp("created"),
                null);
        return new AppliedRevision(
                revision,
                row.flag("is_head"),
                row.constant("status", AppliedRevision.Status.class),
                row.optional("location"),
                row.optional("checksum"),
                row.timestamp("applied"),
                row.text("applied_by"),
                row.optionalNumber("duration_ms"),
                row.flag("reversible"),
                (int) Math.max(
                        RecordFormat.FIRST, Objects.requireNonNullElse(row.optionalNumber("needed_format"), 0L)));
    }

    private static JournalEntry entry(StoredRow row) throws SQLException {
        return new JournalEntry(
                row.text("revision"),
                row.constant("direction", Direction.class),
                new JournalEntry.Position(
                        row.number("statement"),
                        (int) row.number("line"),
                        row.text("before_digest"),
                        row.text("through_digest")),
                row.text("statement_text"),
                row.optional("catalogue"),
                new JournalEntry.Result(
                        row.constant("status", JournalEntry.Status.class),
                        row.optionalNumber("result"),
                        row.optional("error")));
    }

    private static StoredTexts texts(StoredRow row) throws SQLException {
        return new StoredTexts(
                row.optional("upgrade_text"),
                row.optional("downgrade_text"),
                !row.option("downgrade_options", HistoryWriter.TRANSACTION_ON, HistoryWriter.TRANSACTION_OFF)
                        .equals(HistoryWriter.TRANSACTION_OFF));
    }

    private static LogReport.Entry logged(StoredRow row) throws SQLException {
        return new LogReport.Entry(
                row.number("id"),
                row.timestamp("ended"),
                row.text("action"),
                row.text("revision"),
                row.text("message"),
                row.text("outcome"),
                row.text("done_by"),
                row.optional("principal"),
                row.number("statements"),
                row.number("duration_ms"),
                row.optional("tag"),
                row.optional("error"));
    }
}
