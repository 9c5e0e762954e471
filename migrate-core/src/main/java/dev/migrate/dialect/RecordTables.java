package dev.migrate.dialect;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The engine's own tables: their names and the statements that create them.
 *
 * @param schema the schema that qualifies each name, quoted if necessary; null to use the connection's
 * @param prefix the prefix of each name
 */
public record RecordTables(@Nullable String schema, String prefix) {

    /**
     * The column with the lowest record format that an engine must support to change the record; null means the first
     * format.
     */
    public static final String FORMAT = "format";

    /** The column of the log with the positions up to which the histories of other tools are recorded. */
    public static final String ADOPTED = "adopted";

    /**
     * A column that the first release did not create. It is nullable, so that older releases can still insert rows.
     *
     * @param table its table, with the schema
     */
    public record Column(String table, String name, String type) {

        /** Returns the statement that adds the column to a table created by an earlier release. */
        public String ddl() {
            return "alter table %s add column %s".formatted(this.table, definition());
        }

        private String definition() {
            return this.name + " " + this.type;
        }
    }

    /** Returns the name of the table of applied revisions, which holds their downgrades. */
    public String revision() {
        return name("revision");
    }

    /** Returns the name of the table that logs the upgrades, downgrades and other actions. */
    public String log() {
        return name("log");
    }

    /** Returns the name of the table with the progress of a run outside a transaction. */
    public String journal() {
        return name("journal");
    }

    /** Returns the name of the table with the holder of the migration lock. */
    public String lock() {
        return name("lock");
    }

    /** Returns the names of all tables. */
    public List<String> names() {
        return List.of(lock(), log(), journal(), revision());
    }

    /** Returns the columns that releases after the first added, oldest first. */
    public List<Column> added() {
        return List.of(new Column(revision(), FORMAT, "smallint"), new Column(log(), ADOPTED, "varchar(2000)"));
    }

    /** Returns for each table a column that distinguishes it from a table of other software with the same name. */
    public Map<String, String> marks() {
        return Map.of(lock(), "expires", log(), "done_by", journal(), "through_digest", revision(), "is_head");
    }

    /** Returns the same tables in another schema, or in the connection's schema if it is null. */
    public RecordTables in(@Nullable String other) {
        return new RecordTables(other, this.prefix);
    }

    /**
     * Returns the statements that create the tables if they do not exist. The table whose existence is checked comes
     * last.
     */
    public List<String> ddl(Dialect dialect) {
        String text = dialect.textType();
        String options = dialect.tableOptions();
        return List.of(
                lockDdl(dialect),
                """
                create table if not exists %s (
                  id %s,
                  ended varchar(40) not null,
                  action varchar(16) not null,
                  revision %s not null,
                  message %s not null,
                  outcome varchar(16) not null,
                  done_by varchar(255) not null,
                  principal varchar(255),
                  tag varchar(255),
                  statements bigint not null,
                  duration_ms bigint not null,
                  error %s%s
                )%s""".formatted(log(), dialect.identityType(), text, text, text, addedTo(log()), options),
                """
                create table if not exists %s (
                  revision varchar(64) not null primary key,
                  direction varchar(16) not null,
                  statement bigint not null,
                  status varchar(16) not null,
                  line bigint not null,
                  before_digest varchar(80) not null,
                  through_digest varchar(80) not null,
                  statement_text %s not null,
                  catalogue %s,
                  result bigint,
                  noted varchar(40) not null,
                  noted_by varchar(255) not null,
                  error %s
                )%s""".formatted(journal(), text, text, text, options),
                """
                create table if not exists %s (
                  revision varchar(64) not null primary key,
                  is_head smallint not null,
                  status varchar(16) not null,
                  message %s not null,
                  revises %s not null,
                  depends_on %s not null,
                  branch_labels %s not null,
                  author varchar(255),
                  created varchar(40),
                  location varchar(1024),
                  checksum varchar(80),
                  applied varchar(40) not null,
                  applied_by varchar(255) not null,
                  duration_ms bigint,
                  statements bigint,
                  upgrade_text %s,
                  downgrade_text %s,
                  downgrade_options varchar(255)%s
                )%s""".formatted(revision(), text, text, text, text, text, text, addedTo(revision()), options));
    }

    /** Returns the statement that creates the lock table if it does not exist. */
    public String lockDdl(Dialect dialect) {
        return """
                create table if not exists %s (
                  name varchar(16) not null primary key,
                  owner varchar(64),
                  holder varchar(255),
                  pid bigint,
                  since varchar(40),
                  revision varchar(64),
                  expires bigint
                )%s""".formatted(lock(), dialect.tableOptions());
    }

    private String addedTo(String table) {
        return added().stream()
                .filter((column) -> column.table().equals(table))
                .map((column) -> ",\n  " + column.definition())
                .collect(Collectors.joining());
    }

    private String name(String what) {
        String table = this.prefix + what;
        return this.schema == null ? table : this.schema + "." + table;
    }
}
