package dev.migrate.history;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Tables;
import dev.migrate.report.LogReport;
import dev.migrate.revision.Revision;
import dev.migrate.revision.Timestamps;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ResultSetExtractor;

/** Reads the engine's tables, and works on a database that has none. What is written there is {@link Recorder}'s. */
public final class History {

    private final JdbcTemplate jdbc;
    private final Dialect dialect;
    private final Tables tables;

    public History(JdbcTemplate jdbc, Dialect dialect, Tables tables) {
        this.jdbc = jdbc;
        this.dialect = dialect;
        this.tables = tables;
    }

    /** Everything that the engine needs to know, in one query; {@link State#tables} is false where there are none. */
    public State read() {
        String query = """
                select revision, is_head, status, message, revises, depends_on, branch_labels, author, created,
                  location, checksum, applied, applied_by, duration_ms,
                  case when downgrade_options is null then 0 else 1 end as reversible,
                  %s as needed_format
                from %s""".formatted(RecordFormat.ofRow(this.tables), RecordFormat.rows(this.tables));
        try {
            AtomicBoolean columns = new AtomicBoolean(true);
            List<Applied> applied = this.jdbc.query(query, (row, number) -> {
                columns.compareAndSet(true, row.getInt("needed_format") != RecordFormat.NO_COLUMN);
                return applied(row);
            });
            return State.of(columns.get(), applied);
        } catch (DataAccessException failure) {
            if (failure.getRootCause() instanceof SQLException cause && this.dialect.saysMissingTable(cause)) {
                return State.EMPTY;
            }
            throw failure;
        }
    }

    /** The columns that the tables, created by an earlier release, do not have yet. */
    public List<Tables.Column> missingColumns() {
        return this.tables.added().stream()
                .filter((column) -> !columns(column.table()).contains(column.name()))
                .toList();
    }

    private Set<String> columns(String table) {
        ResultSetExtractor<Set<String>> names = (rows) -> {
            ResultSetMetaData told = rows.getMetaData();
            Set<String> found = new HashSet<>();
            for (int column = 1; column <= told.getColumnCount(); column++) {
                found.add(told.getColumnName(column).toLowerCase(Locale.ROOT));
            }
            return found;
        };
        return Objects.requireNonNull(this.jdbc.query("select * from %s where 1 = 0".formatted(table), names));
    }

    /** Where an interrupted run stands. */
    public Optional<JournalEntry> journal(String revision) {
        return this.jdbc
                .query(
                        "select * from %s where revision = ?".formatted(this.tables.journal()),
                        (row, number) -> new JournalEntry(
                                row.getString("revision"),
                                row.getString("direction"),
                                row.getLong("statement"),
                                JournalEntry.Status.valueOf(
                                        row.getString("status").toUpperCase(Locale.ROOT)),
                                row.getInt("line"),
                                row.getString("before_digest"),
                                row.getString("through_digest"),
                                row.getString("statement_text"),
                                row.getString("catalogue"),
                                row.getObject("result") == null ? null : row.getLong("result"),
                                row.getString("error")),
                        revision)
                .stream()
                .findFirst();
    }

    /** The texts that the database keeps for a revision; none if it was only stamped. */
    public Optional<StoredTexts> texts(String revision) {
        return this.jdbc
                .query(
                        "select upgrade_text, downgrade_text, downgrade_options from %s where revision = ?"
                                .formatted(this.tables.revision()),
                        (row, number) -> new StoredTexts(
                                row.getString("upgrade_text"),
                                row.getString("downgrade_text"),
                                !Recorder.TRANSACTION_OFF.equals(row.getString("downgrade_options"))),
                        revision)
                .stream()
                .findFirst();
    }

    /** The newest lines of the log; none where there are no tables. */
    public LogReport log(int limit) {
        try {
            return new LogReport(this.jdbc.query(
                    "select * from %s order by id desc limit %d".formatted(this.tables.log(), limit),
                    (row, number) -> new LogReport.Entry(
                            row.getLong("id"),
                            Timestamps.parse(row.getString("ended")),
                            row.getString("action"),
                            row.getString("revision"),
                            row.getString("message"),
                            row.getString("outcome"),
                            row.getString("done_by"),
                            row.getString("principal"),
                            row.getLong("statements"),
                            row.getLong("duration_ms"),
                            row.getString("tag"),
                            row.getString("error"))));
        } catch (DataAccessException failure) {
            if (failure.getRootCause() instanceof SQLException cause && this.dialect.saysMissingTable(cause)) {
                return new LogReport(List.of());
            }
            throw failure;
        }
    }

    /** Returns what the log says was done, failures left out; nothing where there is no log. */
    public Past past() {
        String query =
                "select action, revision from %s where outcome = 'done' order by id".formatted(this.tables.log());
        try {
            return new Past(this.jdbc.query(
                    query, (row, number) -> new Past.Entry(row.getString("action"), row.getString("revision"))));
        } catch (DataAccessException failure) {
            if (isMissingTable(failure)) {
                return new Past(List.of());
            }
            throw failure;
        }
    }

    /** Returns those of the engine's tables that do not exist. */
    public List<String> missingTables() {
        return this.tables.names().stream().filter((table) -> !exists(table)).toList();
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
        return failure.getRootCause() instanceof SQLException cause && this.dialect.saysMissingTable(cause);
    }

    private static Applied applied(ResultSet row) throws SQLException {
        String created = row.getString("created");
        Revision revision = new Revision(
                row.getString("revision"),
                list(row.getString("revises")),
                list(row.getString("depends_on")),
                list(row.getString("branch_labels")),
                Optional.ofNullable(row.getString("message")).orElse(""),
                row.getString("author"),
                created == null ? null : Timestamps.parse(created),
                null);
        return new Applied(
                revision,
                row.getInt("is_head") == 1,
                Applied.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getString("location"),
                row.getString("checksum"),
                Timestamps.parse(row.getString("applied")),
                row.getString("applied_by"),
                row.getObject("duration_ms") == null ? null : row.getLong("duration_ms"),
                row.getInt("reversible") == 1,
                Math.max(RecordFormat.FIRST, row.getInt("needed_format")));
    }

    private static List<String> list(@Nullable String joined) {
        return joined == null || joined.isEmpty() ? List.of() : List.of(joined.split(","));
    }
}
