package dev.migrate.history;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Tables;
import dev.migrate.error.HistoryConflictException;
import dev.migrate.plan.HeadsChange;
import dev.migrate.report.Identity;
import dev.migrate.report.LogReport;
import dev.migrate.revision.Revision;
import dev.migrate.script.Script;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Reads and writes the engine's tables on one connection. It opens no transaction and takes no lock: who calls it has
 * done so. Moments are kept as ISO-8601 text in UTC, which no session's time zone can bend.
 */
public final class History {

    private static final String CONFLICT_REMEDY =
            "Another process or a person has changed the engine's tables meanwhile; look at 'current' and try again.";

    private static final String TRANSACTION_ON = "transaction=on";
    private static final String TRANSACTION_OFF = "transaction=off";

    private final JdbcTemplate jdbc;
    private final Dialect dialect;
    private final Tables tables;
    private final Clock clock;

    public History(JdbcTemplate jdbc, Dialect dialect, Tables tables, Clock clock) {
        this.jdbc = jdbc;
        this.dialect = dialect;
        this.tables = tables;
        this.clock = clock;
    }

    /** Everything that the engine needs to know, in one query; {@link State#tables} is false where there are none. */
    public State read() {
        String query = """
                select revision, is_head, status, message, revises, depends_on, branch_labels, author, created,
                  location, checksum, applied, applied_by, duration_ms,
                  case when downgrade_options is null then 0 else 1 end as reversible
                from %s""".formatted(this.tables.revision());
        try {
            return State.of(this.jdbc.query(query, (row, number) -> applied(row)));
        } catch (DataAccessException failure) {
            if (failure.getRootCause() instanceof SQLException cause && this.dialect.saysMissingTable(cause)) {
                return State.EMPTY;
            }
            throw failure;
        }
    }

    /** Makes the tables that are not there. */
    public void createTables() {
        this.tables.ddl(this.dialect).forEach(this.jdbc::execute);
    }

    /** Notes that a revision is applied, in the transaction that applied it. */
    public void applied(Script script, HeadsChange change, Identity who, long statements, long durationMs) {
        moveHeads(change, script.revision().id());
        insert(script.revision(), script, true, Applied.Status.APPLIED, who, statements, durationMs);
    }

    /** Notes that a revision which was {@link #begun} outside a transaction is applied. */
    public void completed(Revision revision, HeadsChange change, long statements, long durationMs) {
        moveHeads(change, revision.id());
        expectOne(
                this.jdbc.update(
                        """
                        update %s set is_head = 1, status = ?, applied = ?, statements = ?, duration_ms = ?
                        where revision = ?""".formatted(this.tables.revision()),
                        word(Applied.Status.APPLIED),
                        now(),
                        statements,
                        durationMs,
                        revision.id()),
                "Revision '%s' was begun, and the database does not have it any more.".formatted(revision.id()));
        forget(revision.id());
    }

    /** Notes that a revision is undone; what becomes current again is there already. */
    public void undone(Revision revision, HeadsChange change) {
        for (String head : change.add()) {
            expectOne(
                    this.jdbc.update(
                            "update %s set is_head = 1 where revision = ?".formatted(this.tables.revision()), head),
                    "Revision '%s' is to be current again, and the database does not have it.".formatted(head));
        }
        expectOne(
                delete(revision.id()),
                "Revision '%s' was to be undone, and the database does not have it any more.".formatted(revision.id()));
        forget(revision.id());
    }

    /** Makes exactly these revisions the applied ones, without having run anything. */
    public void stamp(
            State before,
            Collection<Revision> applied,
            Collection<String> heads,
            Function<String, Optional<Script>> scripts,
            Identity who) {
        Set<String> keep = applied.stream().map(Revision::id).collect(Collectors.toSet());
        for (Applied known : before.applied().values()) {
            if (!keep.contains(known.id()) || known.status() != Applied.Status.APPLIED) {
                delete(known.id());
                forget(known.id());
            }
        }
        for (Revision revision : applied) {
            Applied known = before.applied().get(revision.id());
            boolean head = heads.contains(revision.id());
            if (known == null || known.status() != Applied.Status.APPLIED) {
                Script script = scripts.apply(revision.id()).orElse(null);
                insert(revision, script, head, Applied.Status.APPLIED, who, null, null);
            } else if (known.head() != head) {
                this.jdbc.update(
                        "update %s set is_head = ? where revision = ?".formatted(this.tables.revision()),
                        head ? 1 : 0,
                        revision.id());
            }
        }
    }

    /** Notes that a run outside a transaction is about to begin on a revision. */
    public void begun(Script script, Applied.Status status, Identity who) {
        String id = script.revision().id();
        if (status == Applied.Status.DOWNGRADING) {
            expectOne(
                    this.jdbc.update(
                            "update %s set status = ? where revision = ?".formatted(this.tables.revision()),
                            word(status),
                            id),
                    "Revision '%s' was to be undone, and the database does not have it any more.".formatted(id));
            return;
        }
        delete(id);
        insert(script.revision(), script, false, status, who, null, null);
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
                                row.getString("statement_text"),
                                row.getString("error")),
                        revision)
                .stream()
                .findFirst();
    }

    /** Notes where a run stands, in place of what was noted before. */
    public void note(JournalEntry entry, Identity who) {
        Object[] values = {
            entry.direction(),
            entry.statement(),
            entry.status().name().toLowerCase(Locale.ROOT),
            entry.line(),
            entry.before(),
            entry.text(),
            now(),
            who.toString(),
            entry.error(),
            entry.revision()
        };
        int updated = this.jdbc.update("""
                update %s set direction = ?, statement = ?, status = ?, line = ?, before_digest = ?,
                  statement_text = ?, noted = ?, noted_by = ?, error = ? where revision = ?""".formatted(this.tables.journal()), values);
        if (updated == 0) {
            this.jdbc.update("""
                    insert into %s (direction, statement, status, line, before_digest, statement_text, noted,
                      noted_by, error, revision) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""".formatted(this.tables.journal()), values);
        }
    }

    private void forget(String revision) {
        this.jdbc.update("delete from %s where revision = ?".formatted(this.tables.journal()), revision);
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
                                !TRANSACTION_OFF.equals(row.getString("downgrade_options"))),
                        revision)
                .stream()
                .findFirst();
    }

    /** Adds to the log. */
    public void log(LogLine line, Identity who) {
        this.jdbc.update(
                """
                insert into %s (ended, action, revision, message, outcome, done_by, principal, tag, statements,
                  duration_ms, error) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""".formatted(this.tables.log()),
                now(),
                line.action(),
                line.revision(),
                line.message(),
                line.error() == null ? "done" : "failed",
                who.toString(),
                line.principal(),
                line.tag(),
                line.statements(),
                line.durationMs(),
                line.error());
    }

    /** The newest lines of the log; none where there are no tables. */
    public LogReport log(int limit) {
        try {
            return new LogReport(this.jdbc.query(
                    "select * from %s order by id desc limit %d".formatted(this.tables.log(), limit),
                    (row, number) -> new LogReport.Entry(
                            row.getLong("id"),
                            Instant.parse(row.getString("ended")),
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

    private void moveHeads(HeadsChange change, String applied) {
        for (String head : change.remove()) {
            expectOne(
                    this.jdbc.update(
                            "update %s set is_head = 0 where revision = ? and is_head = 1"
                                    .formatted(this.tables.revision()),
                            head),
                    "Revision '%s' was applied on '%s', which is not current any more.".formatted(applied, head));
        }
    }

    private int delete(String revision) {
        return this.jdbc.update("delete from %s where revision = ?".formatted(this.tables.revision()), revision);
    }

    private void insert(
            Revision revision,
            @Nullable Script script,
            boolean head,
            Applied.Status status,
            Identity who,
            @Nullable Long statements,
            @Nullable Long durationMs) {
        this.jdbc.update(
                """
                insert into %s (revision, is_head, status, message, revises, depends_on, branch_labels, author,
                  created, location, checksum, applied, applied_by, duration_ms, statements, upgrade_text,
                  downgrade_text, downgrade_options) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""".formatted(this.tables.revision()),
                revision.id(),
                head ? 1 : 0,
                word(status),
                revision.message(),
                String.join(",", revision.revises()),
                String.join(",", revision.dependsOn()),
                String.join(",", revision.branchLabels()),
                revision.author(),
                revision.created() == null ? null : revision.created().toString(),
                script == null ? null : script.location(),
                script == null ? null : script.checksum(),
                now(),
                who.toString(),
                durationMs,
                statements,
                script == null ? null : script.upgrade().text(),
                script == null
                        ? null
                        : script.downgrade().map((down) -> down.text()).orElse(null),
                script == null
                        ? null
                        : script.downgrade()
                                .map((down) -> down.transactional() ? TRANSACTION_ON : TRANSACTION_OFF)
                                .orElse(null));
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
                created == null ? null : Instant.parse(created),
                null);
        return new Applied(
                revision,
                row.getInt("is_head") == 1,
                Applied.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getString("location"),
                row.getString("checksum"),
                Instant.parse(row.getString("applied")),
                row.getString("applied_by"),
                row.getObject("duration_ms") == null ? null : row.getLong("duration_ms"),
                row.getInt("reversible") == 1);
    }

    private static List<String> list(@Nullable String joined) {
        return joined == null || joined.isEmpty() ? List.of() : List.of(joined.split(","));
    }

    private static String word(Applied.Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    private static void expectOne(int rows, String message) {
        if (rows != 1) {
            throw new HistoryConflictException(message, CONFLICT_REMEDY);
        }
    }

    private String now() {
        return this.clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
