package dev.migrate.ddl;

import dev.migrate.ddl.TemporalType.Kind;
import dev.migrate.operation.AddColumn;
import dev.migrate.operation.AlterColumn;
import dev.migrate.operation.AlterEnum;
import dev.migrate.operation.AlterSequence;
import dev.migrate.operation.CreateEnum;
import dev.migrate.operation.CreateObject;
import dev.migrate.operation.CreateSequence;
import dev.migrate.operation.DdlLimit;
import dev.migrate.operation.DropEnum;
import dev.migrate.operation.DropObject;
import dev.migrate.operation.RebuildTable;
import dev.migrate.operation.RenameColumn;
import dev.migrate.operation.RenameSequence;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Sequence;
import dev.migrate.sql.CanonicalSql;
import dev.migrate.sql.H2Lexer;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Generates SQL for H2, which prints every name in quotes and every type in full; both are written in their readable
 * form.
 */
public final class H2Ddl extends Ddl {

    private static final Set<String> RESERVED =
            Set.of(("all and any array as asymmetric authorization between both case cast check constraint cross"
                            + " current_catalog current_date current_path current_role current_schema current_time"
                            + " current_timestamp current_user day default distinct else end except exists false fetch"
                            + " for foreign from full group groups having hour if ilike in inner intersect interval is"
                            + " join key leading left like limit localtime localtimestamp minus minute month natural"
                            + " not null offset on or order over partition primary qualify range regexp right row"
                            + " rownum rows second select session_user set some symmetric system_user table to top"
                            + " trailing true uescape union unique unknown user using value values when where window"
                            + " with year _rowid_")
                    .split(" "));
    private static final Pattern UPPER = Pattern.compile("[A-Z_][A-Z0-9_]*");
    private static final Pattern LOWER = Pattern.compile("[a-z_][a-z0-9_]*");
    private static final Pattern INDEX_WORDS = Pattern.compile("(\\(.*\\)) ([A-Z ]+)");
    private static final List<String> WHOLE_NUMBERS = List.of("TINYINT", "SMALLINT", "INTEGER", "BIGINT");
    private static final Pattern OPTION = Pattern.compile("(START WITH|INCREMENT BY|MINVALUE|MAXVALUE) (-?\\d+)");
    private static final Pattern NUMBER = Pattern.compile("'(-?\\d+(?:\\.\\d+)?)'");
    private static final Pattern NUMERIC = Pattern.compile("(TINY|SMALL|BIG)?INT|NUMERIC|DEC|REAL|DOUBLE|FLOAT");
    private static final String IGNORECASE = "VARCHAR_IGNORECASE";
    private static final String INVISIBLE = " INVISIBLE";
    private static final String ON_NULL = " DEFAULT ON NULL";
    private static final long DEFAULT_CACHE = 32;
    private static final CanonicalSql SQL = new CanonicalSql(new H2Lexer(), '"');

    private final boolean upperCase;
    private final String home;
    private final ZoneId timeZone;

    /**
     * Creates the SQL for one database.
     *
     * @param upperCase whether unquoted names are folded to upper case, and not to lower case
     * @param home the default schema
     */
    public H2Ddl(boolean upperCase, String home) {
        this(upperCase, home, ZoneOffset.UTC);
    }

    private H2Ddl(boolean upperCase, String home, ZoneId timeZone) {
        this.upperCase = upperCase;
        this.home = home;
        this.timeZone = timeZone;
    }

    @Override
    public Ddl inTimeZone(ZoneId zone) {
        return new H2Ddl(this.upperCase, this.home, zone);
    }

    @Override
    public Optional<String> timeZone(Column before, Column after) {
        return needsTimeZone(before, after) ? Optional.of(zoneLiteral(this.timeZone)) : Optional.empty();
    }

    @Override
    public Set<DdlLimit> limits() {
        return Set.of(
                DdlLimit.VIEWS_BLOCK_COLUMNS,
                DdlLimit.GENERATED_BLOCKS_INPUTS,
                DdlLimit.CHECKS_BLOCK_COLUMNS,
                DdlLimit.INDEXES_SERVE_KEYS,
                DdlLimit.INDEX_NAMES_OF_SCHEMA);
    }

    @Override
    Pattern plainName() {
        return this.upperCase ? UPPER : LOWER;
    }

    @Override
    Set<String> reservedWords() {
        return RESERVED;
    }

    @Override
    public String identifier(String name) {
        return super.identifier(name).equals(name) ? name.toLowerCase(Locale.ROOT) : quoted(name);
    }

    /** Returns SQL in its readable form. */
    private String text(String printed) {
        return SQL.withNames(printed, this::identifier);
    }

    @Override
    public String expression(String printed) {
        return text(printed);
    }

    @Override
    public boolean rewritesRows(Column before, Column after) {
        return string(before.type()).isEmpty() || string(after.type()).isEmpty();
    }

    @Override
    public boolean changesCharset(Column before, Column after) {
        return after.type().startsWith(IGNORECASE) && !before.type().startsWith(IGNORECASE);
    }

    @Override
    public Optional<String> recollated(String text, Column after) {
        return Optional.of("CAST(%s AS %s)".formatted(text, IGNORECASE));
    }

    private String type(String printed) {
        return text(shortened(printed));
    }

    private static String shortened(String type) {
        return type.replaceFirst("^CHARACTER VARYING", "VARCHAR")
                .replaceFirst("^CHARACTER LARGE OBJECT", "CLOB")
                .replaceFirst("^CHARACTER\\b", "CHAR")
                .replaceFirst("^BINARY VARYING", "VARBINARY")
                .replaceFirst("^BINARY LARGE OBJECT", "BLOB");
    }

    /** Returns the default of a column, without quotes around a number. */
    private String value(Column column) {
        String printed = Objects.requireNonNull(column.defaultValue());
        Matcher number = NUMBER.matcher(printed);
        return number.matches() && NUMERIC.matcher(column.type()).lookingAt() ? number.group(1) : text(printed);
    }

    private Column written(Column column) {
        return new Column(
                column.name(),
                type(column.type()),
                column.nullable(),
                column.defaultValue() == null ? null : value(column),
                column.identity(),
                column.generated(),
                column.collation(),
                column.onUpdate() == null ? null : text(column.onUpdate()),
                column.comment());
    }

    @Override
    String column(Column column) {
        Column written = written(column);
        StringBuilder sql =
                new StringBuilder(identifier(written.name())).append(' ').append(written.type());
        if (written.generated() != null) {
            sql.append(generated(written.generated().expression(), true));
        }
        if (written.identity() != null) {
            sql.append(identity(written));
        }
        if (written.defaultValue() != null) {
            sql.append(" DEFAULT ").append(withoutOnNull(written.defaultValue()));
        }
        if (written.onUpdate() != null) {
            sql.append(" ON UPDATE ").append(written.onUpdate());
        }
        if (written.defaultValue() != null && written.defaultValue().endsWith(ON_NULL)) {
            sql.append(ON_NULL);
        }
        boolean implied = written.identity() != null;
        return sql.append(written.nullable() || implied ? "" : " NOT NULL").toString();
    }

    @Override
    String generated(String expression, boolean stored) {
        return " GENERATED ALWAYS AS (" + text(expression) + ")";
    }

    @Override
    String identity(Column column) {
        Identity identity = Objects.requireNonNull(column.identity());
        return " GENERATED %s AS IDENTITY%s"
                .formatted(
                        identity.mode() == Identity.Mode.ALWAYS ? "ALWAYS" : "BY DEFAULT",
                        identity.options().isEmpty() ? "" : " (" + identity.options() + ")");
    }

    @Override
    String constraint(Constraint constraint) {
        String definition = text(constraint.definition());
        return constraint.name().isEmpty()
                ? definition
                : "CONSTRAINT " + identifier(constraint.name()) + " " + definition;
    }

    /** Qualifies the referenced table; H2 otherwise looks for it in the schema of the table that has the key. */
    @Override
    String constraint(QualifiedName table, Constraint constraint) {
        QualifiedName other = constraint.references();
        if (other == null || other.namespace() != null || table.namespace() == null) {
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
        return "CREATE %s%sINDEX %s ON %s %s"
                .formatted(
                        index.unique() ? "UNIQUE " : "",
                        special ? words.group(2) + " " : "",
                        name(table.sibling(index.name())),
                        name(table),
                        text(special ? words.group(1) : index.definition()));
    }

    /** Returns the place of an added column, which cannot be the first one. */
    private String position(@Nullable String after) {
        return after == null || after.isEmpty() ? "" : " AFTER " + identifier(after);
    }

    @Override
    public List<String> visit(AddColumn operation) {
        List<String> sql = new ArrayList<>();
        sql.add(alter(operation.table(), "ADD COLUMN " + column(operation.column()) + position(operation.after())));
        if (operation.column().comment() != null) {
            sql.add(comment(operation.table(), operation.column()));
        }
        return sql;
    }

    @Override
    public List<String> visit(RenameColumn operation) {
        return List.of(alter(
                operation.table(),
                "ALTER COLUMN %s RENAME TO %s"
                        .formatted(identifier(operation.column().name()), identifier(operation.to()))));
    }

    @Override
    public List<String> visit(AlterColumn operation) {
        Column before = operation.before();
        Column after = operation.after();
        List<String> sql = new ArrayList<>();
        boolean isComputed = after.generated() != null && !after.generated().equals(before.generated());
        boolean redefined =
                isComputed || (after.identity() != null && !after.identity().equals(before.identity()));
        if (redefined) {
            sql.add(alter(operation.table(), "ALTER COLUMN " + column(after)));
            if (before.identity() == null && after.identity() != null) {
                sql.add(alter(operation.table(), restart(operation.table(), after)));
            }
        } else {
            changes(before, after)
                    .forEach((change) -> sql.add(
                            alter(operation.table(), "ALTER COLUMN " + identifier(after.name()) + " " + change)));
        }
        if (!Objects.equals(before.comment(), after.comment())) {
            sql.add(comment(operation.table(), after));
        }
        return sql;
    }

    /** Returns the change that starts the numbering of a column after its values: above, or below if it descends. */
    private String restart(QualifiedName table, Column column) {
        Map<String, String> options = OPTION.matcher(
                        Objects.requireNonNull(column.identity()).options())
                .results()
                .collect(Collectors.toMap((option) -> option.group(1), (option) -> option.group(2)));
        boolean descends = options.getOrDefault("INCREMENT BY", "1").startsWith("-");
        String end = descends ? options.getOrDefault("MAXVALUE", "-1") : options.getOrDefault("MINVALUE", "1");
        String next = descends
                ? "LEAST(COALESCE(min(%1$s) - 1, %2$s), %2$s)"
                : "GREATEST(COALESCE(max(%1$s) + 1, %2$s), %2$s)";
        String name = identifier(column.name());
        return "ALTER COLUMN %s RESTART WITH (SELECT %s FROM %s)"
                .formatted(name, next.formatted(name, options.getOrDefault("START WITH", end)), name(table));
    }

    private List<String> changes(Column before, Column after) {
        List<String> changes = new ArrayList<>();
        if (before.generated() != null && after.generated() == null) {
            changes.add("DROP EXPRESSION");
        }
        if (before.identity() != null && after.identity() == null) {
            changes.add("DROP IDENTITY");
        }
        boolean retyped = !visibleType(before).equals(visibleType(after));
        boolean otherDefault = !Objects.equals(before.defaultValue(), after.defaultValue());
        if (before.defaultValue() != null && (after.defaultValue() == null || (retyped && otherDefault))) {
            changes.add("DROP DEFAULT");
        }
        if (retyped) {
            changes.add("SET DATA TYPE " + type(visibleType(after)) + using(before, after));
            if (keepsItsBound(before, after)) {
                changes.add("SET NO MAXVALUE");
            }
        }
        if (after.defaultValue() != null && otherDefault) {
            changes.add("SET DEFAULT " + withoutOnNull(value(after)));
        }
        if (onNull(before) != onNull(after)) {
            changes.add(onNull(after) ? "SET" + ON_NULL : "DROP" + ON_NULL);
        }
        if (!Objects.equals(before.onUpdate(), after.onUpdate())) {
            changes.add(after.onUpdate() == null ? "DROP ON UPDATE" : "SET ON UPDATE " + text(after.onUpdate()));
        }
        if (before.nullable() != after.nullable()) {
            changes.add(after.nullable() ? "DROP NOT NULL" : "SET NOT NULL");
        }
        if (before.type().endsWith(INVISIBLE) != after.type().endsWith(INVISIBLE)) {
            changes.add(after.type().endsWith(INVISIBLE) ? "SET INVISIBLE" : "SET VISIBLE");
        }
        return changes;
    }

    /** Returns the clause that converts between local times and instants in a time zone other than the session's. */
    private String using(Column before, Column after) {
        if (!needsTimeZone(before, after)) {
            return "";
        }
        String column = identifier(before.name());
        String zone = zoneLiteral(this.timeZone);
        Kind from = temporal(before.type()).orElseThrow().kind();
        Kind to = temporal(after.type()).orElseThrow().kind();
        String local = from.hasZone()
                ? "REGEXP_REPLACE(CAST(%s AT TIME ZONE %s AS VARCHAR), '[+-][0-9:]+$', '')".formatted(column, zone)
                : from == Kind.DATE ? "CAST(" + column + " AS TIMESTAMP)" : column;
        String value = !from.hasZone()
                ? "CAST(%s AS VARCHAR) || ' ' || %s".formatted(local, zone)
                : from == Kind.INSTANT && to != Kind.TIMESTAMP ? "CAST(" + local + " AS TIMESTAMP(6))" : local;
        return " USING CAST(%s AS %s)".formatted(value, type(visibleType(after)));
    }

    /** Whether a widened identity column would keep its old maximum. */
    private static boolean keepsItsBound(Column before, Column after) {
        return after.identity() != null
                && !after.identity().options().contains("MAXVALUE")
                && WHOLE_NUMBERS.indexOf(visibleType(after)) > WHOLE_NUMBERS.indexOf(visibleType(before));
    }

    @Override
    public String valueType(String type) {
        return visibleType(type);
    }

    private static String visibleType(Column column) {
        return visibleType(column.type());
    }

    private static String visibleType(String type) {
        return type.endsWith(INVISIBLE) ? type.substring(0, type.length() - INVISIBLE.length()) : type;
    }

    private static boolean onNull(Column column) {
        return column.defaultValue() != null && column.defaultValue().endsWith(ON_NULL);
    }

    private static String withoutOnNull(String value) {
        return value.endsWith(ON_NULL) ? value.substring(0, value.length() - ON_NULL.length()) : value;
    }

    @Override
    public List<String> visit(CreateSequence operation) {
        Sequence sequence = operation.sequence();
        Bounds usual = Bounds.of(sequence);
        List<String> words = new ArrayList<>();
        words.add("CREATE SEQUENCE " + name(sequence.name()));
        words.add(Bounds.BIGINT.equals(sequence.type()) || sequence.type().isEmpty() ? "" : "AS " + sequence.type());
        words.add(sequence.start() == first(sequence) ? "" : "START WITH " + sequence.start());
        words.add(sequence.increment() == 1 ? "" : "INCREMENT BY " + sequence.increment());
        words.add(sequence.minimum() == usual.minimum() ? "" : "MINVALUE " + sequence.minimum());
        words.add(sequence.maximum() == usual.maximum() ? "" : "MAXVALUE " + sequence.maximum());
        words.add(sequence.cycle() ? "CYCLE" : "");
        words.add(sequence.cache() == DEFAULT_CACHE ? "" : cache(sequence));
        List<String> sql = new ArrayList<>(List.of(spaced(words)));
        firstAbove(operation)
                .ifPresent((first) ->
                        sql.add("ALTER SEQUENCE %s RESTART WITH (SELECT %s)".formatted(name(sequence.name()), first)));
        return sql;
    }

    /** Creates a sequence that continues the old one, and drops the old one; H2 cannot rename a sequence. */
    @Override
    public List<String> visit(RenameSequence operation) {
        QualifiedName before = operation.sequence().name();
        QualifiedName after = operation.renamed().name();
        String schema = before.namespace() == null ? "CURRENT_SCHEMA" : literal(before.namespace());
        return List.of(
                visit(new CreateSequence(operation.renamed())).get(0),
                "ALTER SEQUENCE %s RESTART WITH (SELECT BASE_VALUE FROM INFORMATION_SCHEMA.SEQUENCES WHERE SEQUENCE_SCHEMA = %s AND SEQUENCE_NAME = %s)"
                        .formatted(name(after), schema, literal(before.name())),
                "DROP SEQUENCE " + name(before));
    }

    private static long first(Sequence sequence) {
        return sequence.increment() > 0 ? sequence.minimum() : sequence.maximum();
    }

    private static String cache(Sequence sequence) {
        return sequence.cache() <= 1 ? "NO CACHE" : "CACHE " + sequence.cache();
    }

    private static String spaced(List<String> words) {
        return words.stream().filter((word) -> !word.isEmpty()).collect(Collectors.joining(" "));
    }

    @Override
    public List<String> visit(AlterSequence operation) {
        Sequence before = operation.before();
        Sequence after = operation.after();
        if (!before.type().equals(after.type())) {
            return List.of(
                    "DROP SEQUENCE " + name(before.name()),
                    visit(new CreateSequence(after)).get(0));
        }
        List<String> words = new ArrayList<>();
        words.add("ALTER SEQUENCE " + name(after.name()));
        words.add(before.start() == after.start() ? "" : "START WITH " + after.start());
        words.add(before.increment() == after.increment() ? "" : "INCREMENT BY " + after.increment());
        words.add(before.minimum() == after.minimum() ? "" : "MINVALUE " + after.minimum());
        words.add(before.maximum() == after.maximum() ? "" : "MAXVALUE " + after.maximum());
        words.add(before.cycle() == after.cycle() ? "" : after.cycle() ? "CYCLE" : "NO CYCLE");
        words.add(before.cache() == after.cache() ? "" : cache(after));
        return List.of(spaced(words));
    }

    @Override
    public List<String> visit(CreateObject operation) {
        return operation.definition().create().stream().map(this::text).toList();
    }

    @Override
    public List<String> visit(DropObject operation) {
        return List.of(text(operation.definition().drop()));
    }

    /** Creates a text domain with a check of the allowed labels, because H2 has no named enumerated types. */
    @Override
    public List<String> visit(CreateEnum operation) {
        EnumType type = operation.type();
        return List.of("CREATE DOMAIN %s AS %s CHECK (VALUE IN (%s))"
                .formatted(
                        name(type.name()),
                        textOf(type),
                        type.labels().stream().map(this::literal).collect(Collectors.joining(", "))));
    }

    private static String textOf(EnumType type) {
        return "VARCHAR(%d)"
                .formatted(type.labels().stream().mapToInt(String::length).max().orElse(1));
    }

    /** Columns that still have the type, such as those of a temporary table of Hibernate, take over its definition. */
    @Override
    public List<String> visit(DropEnum operation) {
        return List.of("DROP DOMAIN %s CASCADE".formatted(name(operation.type().name())));
    }

    /** Turns the columns into texts while the domain is recreated, because the name of its check is not known. */
    @Override
    public List<String> visit(AlterEnum operation) {
        List<String> sql = new ArrayList<>();
        operation.uses().forEach((use) -> sql.add(retyped(use, textOf(operation.before()))));
        sql.addAll(visit(new DropEnum(operation.before())));
        sql.addAll(visit(new CreateEnum(operation.after())));
        operation
                .uses()
                .forEach((use) -> sql.add(retyped(use, name(operation.after().name()))));
        return sql;
    }

    private String retyped(AlterEnum.Use use, String type) {
        return alter(
                use.table(),
                "ALTER COLUMN %s SET DATA TYPE %s"
                        .formatted(identifier(use.column().name()), type));
    }

    /**
     * Always throws an exception: H2 changes tables in place.
     *
     * @throws UnsupportedOperationException always
     */
    @Override
    public List<String> visit(RebuildTable operation) {
        throw new UnsupportedOperationException("H2 changes tables in place");
    }

    /** The default range of a sequence. */
    private record Bounds(long minimum, long maximum) {

        static final String BIGINT = "BIGINT";

        static Bounds of(Sequence sequence) {
            long largest = switch (sequence.type()) {
                case "TINYINT" -> Byte.MAX_VALUE;
                case "SMALLINT" -> Short.MAX_VALUE;
                case "INTEGER" -> Integer.MAX_VALUE;
                default -> Long.MAX_VALUE;
            };
            return sequence.increment() > 0 ? new Bounds(1, largest) : new Bounds(-largest - 1, -1);
        }
    }
}
