package dev.migrate.history;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.RecordTables;
import dev.migrate.dialect.RecordWrite;
import dev.migrate.dialect.StorableTexts;
import dev.migrate.error.Command;
import dev.migrate.error.HistoryConflictException;
import dev.migrate.error.Remedy;
import dev.migrate.plan.HeadsChange;
import dev.migrate.report.Actor;
import dev.migrate.revision.Revision;
import dev.migrate.script.Script;
import dev.migrate.script.Section;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes the engine's tables, in a database or as a script for one. The caller manages the transaction and holds the
 * lock. Timestamps are stored as ISO 8601 text in UTC, independent of the session time zone.
 */
public final class HistoryWriter {

    static final String TRANSACTION_OFF = "transaction=off";
    static final String TRANSACTION_ON = "transaction=on";

    private static final String COLUMNS = """
            revision, is_head, status, message, revises, depends_on, branch_labels, author, created, location,
              checksum, applied, applied_by, duration_ms, statements, upgrade_text, downgrade_text, downgrade_options""";

    /** The index of the time among the columns; the user follows it. */
    private static final int APPLIED = 11;

    private static final String DELETE = "delete from %s where revision = ?";

    private static final int MAX_NAME_LENGTH = 255;
    private static final int MAX_LOCATION_LENGTH = 1024;
    private static final int MAX_STATEMENT_LENGTH = 10_000;

    private static final Remedy CONFLICT_REMEDY = Remedy.of(
            "Another process or user changed the tables of Migrate during this run. Run %s to check the database, then retry.",
            new Command("current"));

    private final Sink sink;
    private final Dialect dialect;
    private final RecordTables recordTables;
    private final Supplier<Object> clock;
    private final Actor actor;
    private final RecordedTexts texts;

    /**
     * Creates a writer.
     *
     * @param storable returns the texts that the database can store; called only for texts that might not be stored
     * @param actor the identity recorded with each row
     */
    public HistoryWriter(
            Sink sink,
            Dialect dialect,
            RecordTables recordTables,
            Supplier<StorableTexts> storable,
            Clock clock,
            Actor actor) {
        this(
                sink,
                dialect,
                recordTables,
                storable,
                () -> clock.instant().truncatedTo(ChronoUnit.MILLIS).toString(),
                actor);
    }

    private HistoryWriter(
            Sink sink,
            Dialect dialect,
            RecordTables recordTables,
            Supplier<StorableTexts> storable,
            Supplier<Object> clock,
            Actor actor) {
        this.texts = new RecordedTexts(dialect, storable);
        this.sink = sink;
        this.dialect = dialect;
        this.recordTables = recordTables;
        this.clock = clock;
        this.actor = actor;
    }

    /**
     * Returns a writer whose statements run later, so that their timestamps are evaluated by the database at that
     * time.
     */
    public static HistoryWriter intoScript(Sink sink, Dialect dialect, RecordTables recordTables, Actor actor) {
        return new HistoryWriter(sink, dialect, recordTables, () -> StorableTexts.ALL, dialect::now, actor);
    }

    /** The destination of statements. */
    @FunctionalInterface
    public interface Sink {

        /** Executes a statement, keeps it for a transaction, or writes it into a script. */
        void write(RecordWrite write);
    }

    private void write(String sql, @Nullable Object... values) {
        this.sink.write(new RecordWrite(sql, Arrays.asList(this.texts.escaped(values)), null));
    }

    /** Writes a statement that must change one row. */
    private void writeOne(String conflict, String sql, @Nullable Object... values) {
        this.sink.write(new RecordWrite(
                sql,
                Arrays.asList(this.texts.escaped(values)),
                () -> new HistoryConflictException(conflict, CONFLICT_REMEDY)));
    }

    /**
     * Checks that the downgrade of a script can be recorded.
     *
     * @throws dev.migrate.error.ImpossibleMigrationException if the database cannot store its text
     */
    public void checkRecordable(Script script) {
        this.texts.downgrade(script);
    }

    /** Creates the missing tables. */
    public void createTables() {
        this.recordTables.ddl(this.dialect).forEach((sql) -> write(sql));
    }

    /** Adds a column that an earlier release did not create. */
    public void add(RecordTables.Column column) {
        write(column.ddl());
    }

    /**
     * Records a revision as applied, in the transaction that applied it.
     *
     * @param durationMs the duration in milliseconds
     * @throws HistoryConflictException if the tables changed since the run started
     */
    public void applied(Script script, HeadsChange change, long statements, @Nullable Long durationMs) {
        moveHeads(change, script.revision().id());
        insert(script.revision(), script, true, AppliedRevision.Status.APPLIED, statements, durationMs);
    }

    /**
     * Records a revision that was {@link #started} outside a transaction as applied.
     *
     * @param durationMs the duration in milliseconds
     * @throws HistoryConflictException if the tables changed since the run started
     */
    public void completed(Revision revision, HeadsChange change, long statements, @Nullable Long durationMs) {
        moveHeads(change, revision.id());
        writeOne(
                "Could not record revision '%s': its started upgrade is no longer recorded in this database."
                        .formatted(revision.id()),
                """
                        update %s set is_head = 1, status = ?, applied = ?, statements = ?, duration_ms = ?
                        where revision = ?""".formatted(this.recordTables.revision()),
                nameOf(AppliedRevision.Status.APPLIED),
                now(),
                statements,
                durationMs,
                revision.id());
        clearJournal(revision.id());
    }

    /**
     * Records a revision as reverted; the revisions that become current again are already recorded.
     *
     * @throws HistoryConflictException if the tables changed since the run started
     */
    public void reverted(Revision revision, HeadsChange change) {
        for (String head : change.add()) {
            writeOne(
                    "Could not mark revision '%s' as current: it is not recorded in this database.".formatted(head),
                    "update %s set is_head = 1 where revision = ?".formatted(this.recordTables.revision()),
                    head);
        }
        for (String row : change.remove()) {
            if (!row.equals(revision.id())) {
                write("update %s set is_head = 0 where revision = ?".formatted(this.recordTables.revision()), row);
            }
        }
        writeOne(
                "Could not revert revision '%s': it is no longer recorded in this database.".formatted(revision.id()),
                DELETE.formatted(this.recordTables.revision()),
                revision.id());
        clearJournal(revision.id());
    }

    /** Records exactly these revisions as applied, without running anything. */
    public void stamp(
            StoredState before,
            Collection<Revision> applied,
            Collection<String> heads,
            Function<String, Optional<Script>> scripts) {
        Set<String> keep = applied.stream().map(Revision::id).collect(Collectors.toSet());
        for (AppliedRevision known : before.applied().values()) {
            if (!keep.contains(known.id()) || known.status() != AppliedRevision.Status.APPLIED) {
                delete(known.id());
                clearJournal(known.id());
            }
        }
        for (Revision revision : applied) {
            AppliedRevision known = before.applied().get(revision.id());
            boolean head = heads.contains(revision.id());
            if (known == null || known.status() != AppliedRevision.Status.APPLIED) {
                Script script = scripts.apply(revision.id()).orElse(null);
                insert(revision, script, head, AppliedRevision.Status.APPLIED, null, null);
            } else if (known.head() != head) {
                write(
                        "update %s set is_head = ? where revision = ?".formatted(this.recordTables.revision()),
                        head ? 1 : 0,
                        revision.id());
            }
        }
    }

    /**
     * Records revisions as applied that another tool has applied, next to those that are recorded.
     *
     * @param adopted the revisions, with the time and the user of their application
     * @param heads the current revisions after it
     */
    public void adopt(
            StoredState before,
            Collection<AppliedRevision> adopted,
            Collection<String> heads,
            Function<String, Optional<Script>> scripts) {
        for (String head : before.heads()) {
            if (!heads.contains(head)) {
                write("update %s set is_head = 0 where revision = ?".formatted(this.recordTables.revision()), head);
            }
        }
        for (AppliedRevision one : adopted) {
            Script script = scripts.apply(one.id()).orElse(null);
            List<@Nullable Object> row =
                    rowOf(one.revision(), script, heads.contains(one.id()), one.status(), null, one.durationMs());
            row.set(APPLIED, one.applied().truncatedTo(ChronoUnit.MILLIS).toString());
            row.set(APPLIED + 1, shortened(one.appliedBy(), MAX_NAME_LENGTH));
            insert(row);
        }
    }

    /**
     * Records exactly these revisions as applied, regardless of the previous rows; rows of revisions that stay are
     * kept.
     */
    public void replaceStamps(
            Collection<Revision> applied, Collection<String> heads, Function<String, Optional<Script>> scripts) {
        write("delete from %s".formatted(this.recordTables.journal()));
        String placeholders = applied.stream().map((revision) -> "?").collect(Collectors.joining(", "));
        String table = this.recordTables.revision();
        if (applied.isEmpty()) {
            write("delete from %s".formatted(table));
            return;
        }
        write(
                "delete from %s where status <> 'applied' or revision not in (%s)".formatted(table, placeholders),
                applied.stream().map(Revision::id).toArray());
        write("update %s set is_head = 0".formatted(table));
        for (Revision revision : applied) {
            insertIfMissing(revision, scripts.apply(revision.id()).orElse(null));
        }
        for (String head : heads) {
            write("update %s set is_head = 1 where revision = ?".formatted(table), head);
        }
    }

    /**
     * Records the current script of a revision in place of the applied one.
     *
     * @throws HistoryConflictException if the revision is not applied
     */
    public void accepted(Script script) {
        Revision revision = script.revision();
        writeOne(
                "Could not record the script of revision '%s': it is no longer applied.".formatted(revision.id()),
                """
                        update %1$s set message = %2$s, revises = %3$s, depends_on = %3$s, branch_labels = %3$s, author = ?,
                          created = ?, location = ?, checksum = ?, upgrade_text = ?, downgrade_text = ?,
                          downgrade_options = ?
                        where revision = ? and status <> 'upgrading'""".formatted(this.recordTables.revision(), text(), list()),
                revision.message(),
                String.join(",", revision.revises()),
                String.join(",", revision.dependsOn()),
                String.join(",", revision.branchLabels()),
                shortened(revision.author(), MAX_NAME_LENGTH),
                revision.created() == null ? null : revision.created().toString(),
                shortened(script.location(), MAX_LOCATION_LENGTH),
                script.checksum(),
                this.texts.upgrade(script),
                this.texts.downgrade(script),
                options(script),
                revision.id());
    }

    /**
     * Records that a run outside a transaction starts a revision.
     *
     * @throws HistoryConflictException if the revision of a downgrade is no longer recorded
     */
    public void started(Script script, AppliedRevision.Status status) {
        String id = script.revision().id();
        if (status == AppliedRevision.Status.DOWNGRADING) {
            writeOne(
                    "Could not revert revision '%s': it is no longer recorded in this database.".formatted(id),
                    "update %s set status = ? where revision = ?".formatted(this.recordTables.revision()),
                    nameOf(status),
                    id);
            return;
        }
        insert(script.revision(), script, false, status, null, null);
    }

    /**
     * Records that a run starts a revision again that an interrupted run might have started.
     *
     * @throws HistoryConflictException if the revision of a downgrade is no longer recorded
     */
    public void startedAgain(Script script, AppliedRevision.Status status) {
        if (status == AppliedRevision.Status.UPGRADING) {
            write(
                    "delete from %s where revision = ? and status <> 'applied'".formatted(this.recordTables.revision()),
                    script.revision().id());
        }
        started(script, status);
    }

    /** Removes the record of a started run whose first statement was rejected without effect. */
    public void abandoned(Revision revision, AppliedRevision.Status status) {
        if (status == AppliedRevision.Status.UPGRADING) {
            write(
                    "delete from %s where revision = ? and status = ?".formatted(this.recordTables.revision()),
                    revision.id(),
                    nameOf(status));
        } else {
            write(
                    "update %s set status = ? where revision = ? and status = ?"
                            .formatted(this.recordTables.revision()),
                    nameOf(AppliedRevision.Status.APPLIED),
                    revision.id(),
                    nameOf(status));
        }
        clearJournal(revision.id());
    }

    /** Records the progress of a run in place of the previous entry. */
    public void saveProgress(JournalEntry entry) {
        write("""
                update %s set direction = ?, statement = ?, status = ?, line = ?, before_digest = ?, through_digest = ?,
                  statement_text = ?, catalogue = ?, result = ?, noted = ?, noted_by = ?, error = ? where revision = ?""".formatted(this.recordTables.journal()), progressValues(entry));
    }

    /** Records the first progress entry of a run, whether or not there is another one. */
    public void replaceProgress(JournalEntry entry) {
        clearJournal(entry.revision());
        saveFirstProgress(entry);
    }

    /** Records the first progress entry of a run that begins. */
    public void saveFirstProgress(JournalEntry entry) {
        write("""
                insert into %s (direction, statement, status, line, before_digest, through_digest, statement_text,
                  catalogue, result, noted, noted_by, error, revision) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""".formatted(this.recordTables.journal()), progressValues(entry));
    }

    private @Nullable Object[] progressValues(JournalEntry entry) {
        return new @Nullable Object[] {
            entry.direction().toString(),
            entry.statement(),
            entry.status().name().toLowerCase(Locale.ROOT),
            entry.position().line(),
            entry.position().before(),
            entry.position().through(),
            shortened(entry.text(), MAX_STATEMENT_LENGTH),
            entry.snapshot(),
            entry.result().rows(),
            now(),
            this.actor.toString(),
            this.texts.error(entry.error()),
            entry.revision()
        };
    }

    private void clearJournal(String revision) {
        write(DELETE.formatted(this.recordTables.journal()), revision);
    }

    private String placeholders() {
        return "?, ?, ?, %s, %s, %s, %s, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?".formatted(text(), list(), list(), list());
    }

    /** Returns the placeholder of a text; a blank replaces one that is empty, where the database reads it as null. */
    private String text() {
        return this.dialect.orIfEmptyIsNull("?", " ");
    }

    /** Returns the placeholder of a list; a comma replaces one that is empty, where the database reads it as null. */
    private String list() {
        return this.dialect.orIfEmptyIsNull("?", ",");
    }

    /** Adds an entry to the log. */
    public void log(LogEntry entry) {
        insertIntoLog("", "", logged(entry));
    }

    /**
     * Adds an entry to the log with the positions up to which the histories of other tools are recorded.
     *
     * @param positions the positions; empty if there is no such history
     */
    public void log(LogEntry entry, String positions) {
        if (positions.isEmpty()) {
            log(entry);
            return;
        }
        List<@Nullable Object> values = new ArrayList<>(logged(entry));
        values.add(positions);
        insertIntoLog(", " + RecordTables.ADOPTED, ", ?", values);
    }

    private void insertIntoLog(String column, String placeholder, List<@Nullable Object> values) {
        write("""
                insert into %s (ended, action, revision, message, outcome, done_by, principal, tag, statements,
                  duration_ms, error%s) values (?, ?, %s, %s, ?, ?, ?, ?, ?, ?, ?%s)""".formatted(this.recordTables.log(), column, list(), text(), placeholder), values.toArray());
    }

    private List<@Nullable Object> logged(LogEntry entry) {
        return Arrays.asList(
                now(),
                entry.action(),
                entry.revision(),
                entry.message(),
                entry.error() == null ? "done" : "failed",
                this.actor.toString(),
                shortened(entry.principal(), MAX_NAME_LENGTH),
                shortened(entry.tag(), MAX_NAME_LENGTH),
                entry.statements(),
                entry.durationMs(),
                this.texts.error(entry.error()));
    }

    private void moveHeads(HeadsChange change, String applied) {
        for (String head : change.remove()) {
            writeOne(
                    "Could not record revision '%s': '%s', which it replaces, is no longer a current revision."
                            .formatted(applied, head),
                    "update %s set is_head = 0 where revision = ? and is_head = 1"
                            .formatted(this.recordTables.revision()),
                    head);
        }
    }

    private void delete(String revision) {
        write(DELETE.formatted(this.recordTables.revision()), revision);
    }

    private void insert(
            Revision revision,
            @Nullable Script script,
            boolean head,
            AppliedRevision.Status status,
            @Nullable Long statements,
            @Nullable Long durationMs) {
        insert(rowOf(revision, script, head, status, statements, durationMs));
    }

    private void insert(List<@Nullable Object> row) {
        write(
                "insert into %s (%s)\nvalues (%s)".formatted(this.recordTables.revision(), COLUMNS, placeholders()),
                row.toArray());
    }

    private void insertIfMissing(Revision revision, @Nullable Script script) {
        List<@Nullable Object> values =
                new ArrayList<>(rowOf(revision, script, false, AppliedRevision.Status.APPLIED, null, null));
        values.add(revision.id());
        write("""
                insert into %1$s (%2$s)
                  select %3$s from (select 1 as one) as one
                  where not exists (select 1 from %1$s where revision = ?)""".formatted(this.recordTables.revision(), COLUMNS, placeholders()), values.toArray());
    }

    private List<@Nullable Object> rowOf(
            Revision revision,
            @Nullable Script script,
            boolean head,
            AppliedRevision.Status status,
            @Nullable Long statements,
            @Nullable Long durationMs) {
        return Arrays.asList(
                revision.id(),
                head ? 1 : 0,
                nameOf(status),
                revision.message(),
                String.join(",", revision.revises()),
                String.join(",", revision.dependsOn()),
                String.join(",", revision.branchLabels()),
                shortened(revision.author(), MAX_NAME_LENGTH),
                revision.created() == null ? null : revision.created().toString(),
                script == null ? null : shortened(script.location(), MAX_LOCATION_LENGTH),
                script == null ? null : script.checksum(),
                now(),
                this.actor.toString(),
                durationMs,
                statements,
                script == null ? null : this.texts.upgrade(script),
                script == null ? null : this.texts.downgrade(script),
                script == null ? null : options(script));
    }

    private @Nullable String options(Script script) {
        return RecordedTexts.recordedDowngrade(script).map(this::options).orElse(null);
    }

    /**
     * Returns the recorded options. A statement before the transaction would have no effect in releases that do not know
     * it, so the statements of its section are recorded to run separately.
     */
    private String options(Section downgrade) {
        boolean together = downgrade.transactional()
                && downgrade.beforeTransaction(this.dialect).isEmpty();
        return together ? TRANSACTION_ON : TRANSACTION_OFF;
    }

    private static @Nullable String shortened(@Nullable String text, int maxLength) {
        return text == null || text.length() <= maxLength ? text : text.substring(0, maxLength);
    }

    private static String nameOf(AppliedRevision.Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    private Object now() {
        return this.clock.get();
    }
}
