package dev.migrate.ddl;

import dev.migrate.operation.AddColumn;
import dev.migrate.operation.AddConstraint;
import dev.migrate.operation.AlterColumn;
import dev.migrate.operation.AlterEnum;
import dev.migrate.operation.AlterOptions;
import dev.migrate.operation.AlterSequence;
import dev.migrate.operation.CreateEnum;
import dev.migrate.operation.CreateObject;
import dev.migrate.operation.CreateSequence;
import dev.migrate.operation.CreateTable;
import dev.migrate.operation.DdlLimit;
import dev.migrate.operation.DropConstraint;
import dev.migrate.operation.DropEnum;
import dev.migrate.operation.DropIndex;
import dev.migrate.operation.DropObject;
import dev.migrate.operation.Operation;
import dev.migrate.operation.RebuildTable;
import dev.migrate.operation.RenameColumn;
import dev.migrate.operation.RenameConstraint;
import dev.migrate.operation.RenameIndex;
import dev.migrate.operation.RenameSequence;
import dev.migrate.operation.RenameTable;
import dev.migrate.operation.ReplacePrimaryKey;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.Index;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.SqlObject;
import dev.migrate.schema.Table;
import dev.migrate.sql.CanonicalSql;
import dev.migrate.sql.MySqlLexer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Generates SQL for MariaDB and MySQL. A change of a column repeats its whole definition, and a primary key is replaced
 * in one statement. An index that the server created for a foreign key is dropped with it.
 */
public final class MySqlDdl extends Ddl {

    /** The option of a table whose former rows MariaDB keeps. */
    public static final String VERSIONED = "WITH SYSTEM VERSIONING";

    private static final Set<String> RESERVED =
            Set.of(("accessible add all alter analyze and as asc asensitive before between bigint binary blob both by"
                            + " call cascade case change char character check collate column condition constraint"
                            + " continue convert create cross cube cume_dist current_date current_role current_time"
                            + " current_timestamp current_user cursor database databases day_hour day_microsecond"
                            + " day_minute day_second dec decimal declare default delayed delete delete_domain_id"
                            + " dense_rank desc describe deterministic distinct distinctrow div do_domain_ids double"
                            + " drop dual each else elseif empty enclosed escaped except exists exit explain external false"
                            + " fetch first_value float float4 float8 for force foreign from fulltext function general"
                            + " generated get grant group grouping groups having high_priority hour_microsecond"
                            + " hour_minute hour_second if ignore ignore_domain_ids ignore_server_ids in index infile"
                            + " inner inout insensitive insert int int1 int2 int3 int4 int8 integer intersect interval"
                            + " into io_after_gtids io_before_gtids is iterate join json_table key keys kill lag"
                            + " last_value lateral lead leading leave left library like limit linear lines load"
                            + " localtime localtimestamp lock long longblob longtext loop low_priority manual"
                            + " master_bind master_heartbeat_period master_ssl_verify_server_cert match maxvalue"
                            + " mediumblob mediumint mediumtext middleint minute_microsecond minute_second mod"
                            + " modifies natural no_write_to_binlog not nth_value ntile null numeric of offset on"
                            + " optimize optimizer_costs option optionally or order out outer outfile over"
                            + " page_checksum parallel parse_vcol_expr partition percent_rank position precision"
                            + " primary procedure purge qualify range rank read read_write reads real recursive"
                            + " ref_system_id references regexp release rename repeat replace require resignal"
                            + " restrict return returning revoke right rlike row row_number rows schema schemas"
                            + " second_microsecond select sensitive separator set show signal slow smallint spatial"
                            + " specific sql sql_big_result sql_calc_found_rows sql_small_result sqlexception sqlstate"
                            + " sqlwarning ssl starting stats_auto_recalc stats_persistent stats_sample_pages stored"
                            + " straight_join system table tablesample terminated then tinyblob tinyint tinytext to"
                            + " trailing trigger true undo union unique unlock unsigned update usage use using"
                            + " utc_date utc_time utc_timestamp values varbinary varchar varcharacter varying vector"
                            + " virtual when where while window with write xor year_month zerofill")
                    .split(" "));
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern INDEX_WORDS = Pattern.compile("(.*\\)) (FULLTEXT|SPATIAL)(.*)");
    /** The end of the type of a column whose former values a system-versioned table does not keep. */
    public static final String UNVERSIONED = " WITHOUT SYSTEM VERSIONING";

    private static final String INVISIBLE = " INVISIBLE";
    private static final String ROW_START = "ROW START";
    private static final String ROW_END = "ROW END";
    private static final Pattern LITERAL_DEFAULT = Pattern.compile("-?[0-9.]+(e[-+]?\\d+)?|b?'.*'", Pattern.DOTALL);
    private static final Pattern NOW =
            Pattern.compile("current_timestamp(?:\\(\\)|(\\(\\d\\)))?", Pattern.CASE_INSENSITIVE);
    private static final Set<String> USUAL_WIDTHS = Set.of(
            "tinyint(4)",
            "tinyint(3) unsigned",
            "smallint(6)",
            "smallint(5) unsigned",
            "mediumint(9)",
            "mediumint(8) unsigned",
            "int(11)",
            "int(10) unsigned",
            "bigint(20)",
            "bigint(20) unsigned");
    private static final CanonicalSql SQL = new CanonicalSql(new MySqlLexer(), '`');
    private static final long DEFAULT_CACHE = 1000;
    private static final long LARGEST = Long.MAX_VALUE - 1;

    private final @Nullable String home;
    private final MySqlTableOptions tableOptions;
    private final Set<DdlLimit> limits;
    private final ZoneId timeZone;

    /**
     * Creates the SQL for one database.
     *
     * @param home the name of the database, which qualifies references to its tables from other databases; null if none
     *     is selected
     * @param engine the default storage engine
     * @param collations the default collation of each database; empty if the server accepts {@code DEFAULT} instead
     * @param limits the limits of the server that MariaDB and MySQL do not share
     */
    public MySqlDdl(@Nullable String home, String engine, Map<String, String> collations, Set<DdlLimit> limits) {
        this(home, new MySqlTableOptions(home, engine, collations), limits, ZoneOffset.UTC);
    }

    private MySqlDdl(@Nullable String home, MySqlTableOptions tableOptions, Set<DdlLimit> limits, ZoneId timeZone) {
        this.home = home;
        this.tableOptions = tableOptions;
        this.limits = limits;
        this.timeZone = timeZone;
    }

    @Override
    public Ddl inTimeZone(ZoneId zone) {
        return new MySqlDdl(this.home, this.tableOptions, this.limits, zone);
    }

    @Override
    public Optional<TemporalType> temporal(String type) {
        return TemporalType.of(type, TemporalType.Kind.INSTANT, 0);
    }

    @Override
    public Optional<String> timeZone(Column before, Column after) {
        return needsTimeZone(before, after) ? Optional.of(zoneLiteral(this.timeZone)) : Optional.empty();
    }

    @Override
    String zoneLiteral(ZoneId zone) {
        return zone.normalized().equals(ZoneOffset.UTC) ? "'+00:00'" : super.zoneLiteral(zone.normalized());
    }

    @Override
    public Set<DdlLimit> limits() {
        Set<DdlLimit> all = EnumSet.of(
                DdlLimit.KEYS_BLOCK_TYPES,
                DdlLimit.KEYS_BLOCK_LENGTHS,
                DdlLimit.GENERATED_BLOCKS_INPUTS,
                DdlLimit.CHECKS_BLOCK_COLUMNS,
                DdlLimit.INDEXES_SERVE_KEYS);
        all.addAll(this.limits);
        return all;
    }

    @Override
    public String overflowBehavior() {
        return "makes it fail, or is cut where the SQL mode is not strict";
    }

    @Override
    public boolean changesCharset(Column before, Column after) {
        return !Objects.equals(before.collation(), after.collation());
    }

    @Override
    public String valueType(String type) {
        return withoutSuffix(withoutSuffix(type, INVISIBLE), UNVERSIONED);
    }

    private static String withoutSuffix(String text, String suffix) {
        return text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
    }

    /** Labels that are numbers become these numbers, and not their positions among the labels. */
    @Override
    public boolean convertsLabelsAsText(Column before, Column after) {
        return before.generated() == null
                && after.generated() == null
                && MySqlStrings.areLabelsAndNumbers(valueType(before.type()), valueType(after.type()));
    }

    @Override
    public String fractionBehavior() {
        return "are truncated or rounded, depending on the SQL mode,";
    }

    @Override
    public Optional<String> hasUnknownCharacter(String text, Column before, Column after) {
        return MySqlStrings.hasUnknownCharacter(text, before.collation(), after.collation());
    }

    @Override
    public Optional<String> recollated(String text, Column after) {
        return MySqlStrings.recollated(text, after.collation());
    }

    @Override
    public Optional<StringType> string(String type) {
        return MySqlStrings.of(type);
    }

    @Override
    public boolean rewritesRows(Column before, Column after) {
        return MySqlStrings.rewrites(before, after);
    }

    @Override
    public String asText(String value) {
        return "CAST(%s AS CHAR)".formatted(value);
    }

    @Override
    public String withFraction(String value, TemporalType type) {
        return "CAST(%s AS %s(%d))"
                .formatted(value, type.kind() == TemporalType.Kind.TIME ? "TIME" : "DATETIME", type.fraction());
    }

    @Override
    public String startOfDay(String value) {
        return "CAST(%s AS DATE)".formatted(value);
    }

    @Override
    public String mismatch(String text, String expression) {
        return "%s NOT REGEXP %s".formatted(text, literal(expression));
    }

    /** A {@code timestamp} counts the seconds since 1970 in 32 bits. */
    @Override
    public Optional<String> outsideRange(String value, Column before, Column after) {
        boolean narrows = temporal(after.type())
                        .filter((type) -> type.kind() == TemporalType.Kind.INSTANT)
                        .isPresent()
                && needsTimeZone(before, after);
        return narrows
                ? Optional.of(
                        "%s NOT BETWEEN '%s' AND '%s.999999'".formatted(value, local(1), local(Integer.MAX_VALUE)))
                : Optional.empty();
    }

    private String local(long second) {
        return LocalDateTime.ofInstant(Instant.ofEpochSecond(second), this.timeZone)
                .format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss"));
    }

    @Override
    public String differ(String one, String other) {
        return "NOT (%s <=> %s)".formatted(one, other);
    }

    @Override
    public String expression(String printed) {
        return text(printed);
    }

    @Override
    Pattern plainName() {
        return PLAIN;
    }

    @Override
    Set<String> reservedWords() {
        return RESERVED;
    }

    @Override
    String quoted(String name) {
        return SQL.quoted(name);
    }

    @Override
    public String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    /** Returns SQL in its readable form. */
    private String text(String printed) {
        return SQL.withNames(printed, this::identifier);
    }

    /** Returns a type in upper case, without the display width that the server adds to integers. */
    private static String type(String printed) {
        boolean usual = !printed.contains("zerofill")
                && USUAL_WIDTHS.stream().anyMatch((width) -> (printed + " ").startsWith(width + " "));
        String type = usual ? printed.replaceFirst("\\(\\d+\\)", "") : printed;
        return SQL.inUpperCase(type).replace(",'", ", '").replaceAll("\\((\\d+),(\\d+)\\)", "($1, $2)");
    }

    /** Returns the value of a column, in which MariaDB writes the name of a function in lower case. */
    private String value(String printed) {
        Matcher now = NOW.matcher(printed);
        return now.matches() ? "CURRENT_TIMESTAMP" + Objects.requireNonNullElse(now.group(1), "") : text(printed);
    }

    @Override
    String column(Column column) {
        boolean invisible = column.type().endsWith(INVISIBLE);
        boolean unversioned = withoutSuffix(column.type(), INVISIBLE).endsWith(UNVERSIONED);
        StringBuilder sql =
                new StringBuilder(identifier(column.name())).append(' ').append(type(valueType(column.type())));
        if (isOfPeriod(column)) {
            return sql.append(" GENERATED ALWAYS AS ")
                    .append(Objects.requireNonNull(column.generated()).expression())
                    .append(invisible ? INVISIBLE : "")
                    .append(column.comment() == null ? "" : " COMMENT " + literal(column.comment()))
                    .toString();
        }
        if (column.collation() != null) {
            sql.append(" COLLATE ").append(column.collation());
        }
        if (column.generated() != null) {
            sql.append(" GENERATED ALWAYS AS (")
                    .append(text(column.generated().expression()))
                    .append(column.generated().stored() ? ") STORED" : ") VIRTUAL");
        }
        boolean writesNull = column.type().startsWith("timestamp") && column.generated() == null;
        sql.append(column.nullable() ? writesNull ? " NULL" : "" : " NOT NULL");
        if (column.defaultValue() != null) {
            sql.append(" DEFAULT ").append(value(column.defaultValue()));
        }
        if (column.onUpdate() != null) {
            sql.append(" ON UPDATE ").append(value(column.onUpdate()));
        }
        if (column.identity() != null) {
            sql.append(identity(column));
        }
        if (unversioned) {
            sql.append(UNVERSIONED);
        }
        if (invisible) {
            sql.append(INVISIBLE);
        }
        if (column.comment() != null) {
            sql.append(" COMMENT ").append(literal(column.comment()));
        }
        return sql.toString();
    }

    /** Whether the server sets a column to the time at which a version of a row begins or ends. */
    public static boolean isOfPeriod(Column column) {
        return isGenerated(column, ROW_START) || isGenerated(column, ROW_END);
    }

    private static boolean isGenerated(Column column, String expression) {
        return column.generated() != null && column.generated().expression().equals(expression);
    }

    private Optional<String> period(Table table) {
        return periodColumn(table, ROW_START)
                .flatMap((start) -> periodColumn(table, ROW_END)
                        .map((end) -> "PERIOD FOR SYSTEM_TIME (%s, %s)".formatted(start, end)));
    }

    private Optional<String> periodColumn(Table table, String expression) {
        return table.columns().stream()
                .filter((column) -> isGenerated(column, expression))
                .map((column) -> identifier(column.name()))
                .findFirst();
    }

    @Override
    String identity(Column column) {
        return " AUTO_INCREMENT";
    }

    @Override
    String constraint(Constraint constraint) {
        String definition = text(constraint.definition());
        return constraint.name().isEmpty() || constraint.kind() == Constraint.Kind.PRIMARY_KEY
                ? definition
                : "CONSTRAINT " + identifier(constraint.name()) + " " + definition;
    }

    /**
     * Qualifies the referenced table; the server otherwise looks for it in the database of the table that has the key.
     */
    @Override
    String constraint(QualifiedName table, Constraint constraint) {
        QualifiedName other = constraint.references();
        if (other == null || other.namespace() != null || table.namespace() == null || this.home == null) {
            return constraint(constraint);
        }
        String bare = SQL.quoted(other.name());
        return constraint(constraint.defined(constraint
                .definition()
                .replace(" REFERENCES " + bare, " REFERENCES " + SQL.quoted(this.home) + "." + bare)));
    }

    @Override
    String index(QualifiedName table, Index index) {
        Matcher words = INDEX_WORDS.matcher(index.definition());
        boolean special = words.matches();
        return "CREATE %sINDEX %s ON %s %s"
                .formatted(
                        special ? words.group(2) + " " : index.unique() ? "UNIQUE " : "",
                        identifier(index.name()),
                        name(table),
                        text(special ? words.group(1) + words.group(3) : index.definition()));
    }

    /** Returns an index as it is written in {@code CREATE TABLE} and after {@code ADD}. */
    String key(Index index) {
        Matcher words = INDEX_WORDS.matcher(index.definition());
        boolean special = words.matches();
        return "%sKEY %s %s"
                .formatted(
                        special ? words.group(2) + " " : index.unique() ? "UNIQUE " : "",
                        identifier(index.name()),
                        text(special ? words.group(1) + words.group(3) : index.definition()));
    }

    /** Lists the indexes before the foreign keys, so that the server creates no index where one exists. */
    @Override
    List<String> parts(Table table) {
        List<String> lines = new ArrayList<>();
        table.columns().forEach((column) -> lines.add(column(column) + ownChecks(table, column)));
        List<Constraint> constraints = table.constraints().stream()
                .filter((constraint) -> !(constraint.implicitIndex() instanceof Column))
                .toList();
        constraints.stream()
                .filter((constraint) -> constraint.kind() != Constraint.Kind.FOREIGN_KEY)
                .forEach((constraint) -> lines.add(constraint(table.name(), constraint)));
        table.indexes().forEach((index) -> lines.add(key(index)));
        constraints.stream()
                .filter((constraint) -> constraint.kind() == Constraint.Kind.FOREIGN_KEY)
                .forEach((constraint) -> {
                    keyOf(constraint).ifPresent(lines::add);
                    lines.add(constraint(table.name(), constraint));
                });
        period(table).ifPresent(lines::add);
        return lines;
    }

    private String ownChecks(Table table, Column column) {
        return table.constraints().stream()
                .filter((constraint) -> constraint.implicitIndex() instanceof Column owner
                        && owner.name().equals(column.name()))
                .map((constraint) -> " " + text(constraint.definition()))
                .collect(Collectors.joining());
    }

    /** Returns the index of a foreign key if its name differs from the one that the server would choose. */
    private Optional<String> keyOf(Constraint constraint) {
        return Optional.ofNullable(constraint.implicitIndex())
                .filter((implicit) ->
                        implicit instanceof Index index && !index.name().equals(constraint.name()))
                .map((implicit) -> key((Index) implicit));
    }

    @Override
    public List<String> visit(CreateTable operation) {
        Table table = operation.table();
        List<String> options = new ArrayList<>();
        options.add(table.options());
        options.add(table.comment() == null ? "" : "COMMENT = " + literal(table.comment()));
        String behind = options.stream().filter((option) -> !option.isEmpty()).collect(Collectors.joining(" "));
        List<String> sql = new ArrayList<>();
        sql.add("CREATE TABLE %s (\n    %s\n)%s"
                .formatted(
                        name(table.name()),
                        String.join(",\n    ", parts(table)),
                        behind.isEmpty() ? "" : " " + behind));
        sql.addAll(operation.rows());
        return sql;
    }

    @Override
    public boolean isVersioned(Table table) {
        return table.options().contains(VERSIONED);
    }

    @Override
    public boolean isPeriod(Column column) {
        return isOfPeriod(column);
    }

    @Override
    public Column versionedLike(Column other, Column column) {
        return other.type().endsWith(UNVERSIONED) ? column.typed(column.type() + UNVERSIONED) : column;
    }

    /** Permits changes of a versioned table, which the server makes in the former versions of its rows as well. */
    @Override
    public Optional<String> permitsChange(Table table) {
        return isVersioned(table) ? Optional.of("SET system_versioning_alter_history = KEEP") : Optional.empty();
    }

    @Override
    public boolean losesHistory(AlterOptions operation) {
        return operation.before().contains(VERSIONED) && !operation.after().contains(VERSIONED);
    }

    @Override
    public List<StatementGroup> grouped(List<Operation> operations) {
        return new MySqlTableStatements(this).of(operations);
    }

    @Override
    public List<String> visit(AlterOptions operation) {
        return List.of(alter(operation.table(), String.join(", ", clauses(operation))));
    }

    List<String> clauses(AlterOptions operation) {
        List<String> clauses =
                new ArrayList<>(this.tableOptions.changes(operation.table(), operation.before(), operation.after()));
        operation.columnsAfter().forEach((column) -> clauses.add(modify(column)));
        return clauses;
    }

    @Override
    List<String> comments(Table table) {
        return List.of();
    }

    @Override
    String comment(QualifiedName table, @Nullable String text) {
        return alter(table, "COMMENT = " + literal(text == null ? "" : text));
    }

    @Override
    public List<String> visit(RenameSequence operation) {
        return List.of("RENAME TABLE %s TO %s"
                .formatted(
                        name(operation.sequence().name()),
                        name(operation.renamed().name())));
    }

    @Override
    public List<String> visit(RenameTable operation) {
        return List.of(alter(operation.from(), "RENAME TO " + name(operation.to())));
    }

    @Override
    public List<String> visit(RenameColumn operation) {
        List<String> clauses = new ArrayList<>();
        clauses.add(
                "RENAME COLUMN %s TO %s".formatted(identifier(operation.column().name()), identifier(operation.to())));
        MySqlTableStatements statements = new MySqlTableStatements(this);
        operation.uses().forEach((use) -> clauses.addAll(statements.changes(use)));
        return List.of(alter(operation.table(), clauses));
    }

    @Override
    public List<String> visit(AddColumn operation) {
        return List.of(
                alter(operation.table(), "ADD COLUMN " + column(operation.column()) + position(operation.after())));
    }

    @Override
    public List<String> visit(AlterColumn operation) {
        Column before = operation.before();
        Column after = operation.after();
        if (before.isVirtual() != after.isVirtual()) {
            List<String> sql = new ArrayList<>();
            sql.add(replaced(operation, after.generated() == null ? before.stored() : after));
            if (after.generated() == null) {
                sql.add(alter(operation.table(), modify(after)));
            }
            return sql;
        }
        boolean onlyDefault = before.defaultValue(after.defaultValue()).equals(after);
        if (onlyDefault && isPlain(before.defaultValue()) && isPlain(after.defaultValue())) {
            String value = after.defaultValue() != null
                    ? "SET DEFAULT " + after.defaultValue()
                    : after.nullable() ? "SET DEFAULT NULL" : "DROP DEFAULT";
            return List.of(alter(operation.table(), "ALTER COLUMN " + identifier(after.name()) + " " + value));
        }
        String modify = alter(operation.table(), modify(after));
        if (convertsLabelsAsText(before, after)) {
            String properties = after.type().substring(valueType(after.type()).length());
            return List.of(alter(operation.table(), modify(MySqlStrings.asText(before, after, properties))), modify);
        }
        return timeZone(before, after)
                .map((zone) -> List.of("SET time_zone = " + zone, modify))
                .orElseGet(() -> List.of(modify));
    }

    /** Replaces a column by one with the same name; its indexes are kept. */
    private String replaced(AlterColumn operation, Column column) {
        return alter(
                operation.table(),
                "DROP COLUMN %s, ADD COLUMN %s%s"
                        .formatted(identifier(column.name()), column(column), position(operation.behind())));
    }

    /** Returns the place of an added column; an INSERT without a list of columns depends on it. */
    private String position(@Nullable String after) {
        return after == null ? "" : after.isEmpty() ? " FIRST" : " AFTER " + identifier(after);
    }

    private static boolean isPlain(@Nullable String value) {
        return value == null || LITERAL_DEFAULT.matcher(value).matches();
    }

    /** Returns the clause that repeats the whole definition of a column. */
    String modify(Column column) {
        return "MODIFY COLUMN " + column(column);
    }

    @Override
    public List<String> visit(AddConstraint operation) {
        return List.of(alter(operation.table(), String.join(", ", clauses(operation))));
    }

    List<String> clauses(AddConstraint operation) {
        Constraint constraint = operation.constraint();
        if (constraint.implicitIndex() instanceof Column column) {
            return List.of(modify(column) + " " + text(constraint.definition()));
        }
        List<String> clauses = new ArrayList<>();
        keyOf(constraint).ifPresent((key) -> clauses.add("ADD " + key));
        clauses.add("ADD " + constraint(operation.table(), constraint));
        return clauses;
    }

    @Override
    public List<String> visit(DropConstraint operation) {
        return List.of(alter(operation.table(), String.join(", ", clauses(operation))));
    }

    List<String> clauses(DropConstraint operation) {
        Constraint constraint = operation.constraint();
        if (constraint.implicitIndex() instanceof Column column) {
            return List.of(modify(column));
        }
        String name = identifier(constraint.name());
        return switch (constraint.kind()) {
            case PRIMARY_KEY -> List.of("DROP PRIMARY KEY");
            case UNIQUE -> List.of("DROP INDEX " + name);
            case FOREIGN_KEY ->
                constraint.implicitIndex() instanceof Index index
                        ? List.of("DROP FOREIGN KEY " + name, "DROP INDEX " + identifier(index.name()))
                        : List.of("DROP FOREIGN KEY " + name);
            default -> List.of("DROP CONSTRAINT " + name);
        };
    }

    @Override
    public List<String> visit(RenameConstraint operation) {
        if (operation.before().kind() == Constraint.Kind.PRIMARY_KEY) {
            return List.of();
        }
        if (operation.before().kind() == Constraint.Kind.UNIQUE) {
            return List.of(renameIndex(
                    operation.table(),
                    operation.before().name(),
                    operation.after().name()));
        }
        List<String> sql = new ArrayList<>(visit(new DropConstraint(operation.table(), operation.before())));
        sql.addAll(visit(new AddConstraint(operation.table(), operation.after())));
        return sql;
    }

    @Override
    public List<String> visit(ReplacePrimaryKey operation) {
        return List.of(alter(operation.table(), String.join(", ", clauses(operation))));
    }

    List<String> clauses(ReplacePrimaryKey operation) {
        return List.of("DROP PRIMARY KEY", "ADD " + constraint(operation.table(), operation.after()));
    }

    @Override
    public List<String> visit(DropIndex operation) {
        return List.of(
                "DROP INDEX %s ON %s".formatted(identifier(operation.index().name()), name(operation.table())));
    }

    @Override
    public List<String> visit(RenameIndex operation) {
        return List.of(renameIndex(
                operation.table(), operation.before().name(), operation.after().name()));
    }

    private String renameIndex(QualifiedName table, String before, String after) {
        return alter(table, "RENAME INDEX %s TO %s".formatted(identifier(before), identifier(after)));
    }

    @Override
    public List<String> visit(CreateSequence operation) {
        Sequence sequence = operation.sequence();
        boolean up = sequence.increment() > 0;
        long minimum = up ? 1 : -LARGEST - 1;
        long maximum = up ? LARGEST : -1;
        List<String> words = new ArrayList<>();
        words.add("CREATE SEQUENCE " + name(sequence.name()));
        words.add(
                sequence.start() == (up ? sequence.minimum() : sequence.maximum())
                        ? ""
                        : "START WITH " + sequence.start());
        words.add(sequence.increment() == 1 ? "" : "INCREMENT BY " + sequence.increment());
        words.add(sequence.minimum() == minimum ? "" : "MINVALUE " + sequence.minimum());
        words.add(sequence.maximum() == maximum ? "" : "MAXVALUE " + sequence.maximum());
        words.add(sequence.cache() == DEFAULT_CACHE ? "" : cache(sequence));
        words.add(sequence.cycle() ? "CYCLE" : "");
        List<String> sql = new ArrayList<>(List.of(spaced(words)));
        firstAbove(operation).ifPresent((first) -> sql.add(restarted(sequence, first)));
        return sql;
    }

    /** Writes the state of a sequence, because its other statements accept no expression. */
    private String restarted(Sequence sequence, String first) {
        return "INSERT INTO %s SELECT %s, %d, %d, %d, %d, %d, %d, 0"
                .formatted(
                        name(sequence.name()),
                        first,
                        sequence.minimum(),
                        sequence.maximum(),
                        sequence.start(),
                        sequence.increment(),
                        sequence.cache() <= 1 ? 0 : sequence.cache(),
                        sequence.cycle() ? 1 : 0);
    }

    @Override
    public List<String> visit(AlterSequence operation) {
        Sequence before = operation.before();
        Sequence after = operation.after();
        List<String> words = new ArrayList<>();
        words.add("ALTER SEQUENCE " + name(after.name()));
        words.add(before.start() == after.start() ? "" : "START WITH " + after.start());
        words.add(before.increment() == after.increment() ? "" : "INCREMENT BY " + after.increment());
        words.add(before.minimum() == after.minimum() ? "" : "MINVALUE " + after.minimum());
        words.add(before.maximum() == after.maximum() ? "" : "MAXVALUE " + after.maximum());
        words.add(before.cache() == after.cache() ? "" : cache(after));
        words.add(before.cycle() == after.cycle() ? "" : after.cycle() ? "CYCLE" : "NOCYCLE");
        return List.of(spaced(words));
    }

    private static String cache(Sequence sequence) {
        return sequence.cache() <= 1 ? "NOCACHE" : "CACHE " + sequence.cache();
    }

    private static String spaced(List<String> words) {
        return words.stream().filter((word) -> !word.isEmpty()).collect(Collectors.joining(" "));
    }

    /** Only views are printed by the server; the body of a routine is kept as it was written. */
    @Override
    public List<String> visit(CreateObject operation) {
        return operation.definition().kind() == SqlObject.Kind.VIEW
                ? operation.definition().create().stream().map(this::text).toList()
                : operation.definition().create();
    }

    @Override
    public List<String> visit(DropObject operation) {
        return List.of(text(operation.definition().drop()));
    }

    /**
     * Always throws an exception: the labels are part of a column's type.
     *
     * @throws UnsupportedOperationException always
     */
    @Override
    public List<String> visit(CreateEnum operation) {
        throw noEnums();
    }

    @Override
    public List<String> visit(DropEnum operation) {
        throw noEnums();
    }

    @Override
    public List<String> visit(AlterEnum operation) {
        throw noEnums();
    }

    private static UnsupportedOperationException noEnums() {
        return new UnsupportedOperationException("MariaDB and MySQL know no enumerated types but those of a column");
    }

    @Override
    public List<String> visit(RebuildTable operation) {
        throw new UnsupportedOperationException("MariaDB and MySQL change tables in place");
    }
}
