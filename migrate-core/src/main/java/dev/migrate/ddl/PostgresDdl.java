package dev.migrate.ddl;

import dev.migrate.operation.AddColumn;
import dev.migrate.operation.AlterColumn;
import dev.migrate.operation.AlterEnum;
import dev.migrate.operation.AlterOptions;
import dev.migrate.operation.AlterSequence;
import dev.migrate.operation.CreateEnum;
import dev.migrate.operation.CreateSequence;
import dev.migrate.operation.CreateTable;
import dev.migrate.operation.DdlLimit;
import dev.migrate.operation.DropColumn;
import dev.migrate.operation.DropEnum;
import dev.migrate.operation.Operation;
import dev.migrate.operation.RebuildTable;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.SchemaObject;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.Table;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Generates SQL for PostgreSQL, where most changes are made in place, with one statement each. */
public final class PostgresDdl extends Ddl {

    private static final Pattern PLAIN_NAME = Pattern.compile("[a-z_][a-z0-9_]*");

    /** All keywords that the server itself quotes, up to version 18. */
    private static final Set<String> RESERVED_WORDS = Set.of(
            ("all analyse analyze and any array as asc asymmetric authorization between bigint binary bit boolean both case"
                            + " cast char character check coalesce collate collation column concurrently constraint create"
                            + " cross current_catalog current_date current_role current_schema current_time"
                            + " current_timestamp current_user dec decimal default deferrable desc distinct do else end"
                            + " except exists extract false fetch float for foreign freeze from full grant greatest group"
                            + " grouping having ilike in initially inner inout int integer intersect interval into is isnull"
                            + " join json json_array json_arrayagg json_exists json_object json_objectagg json_query"
                            + " json_scalar json_serialize json_table json_value lateral leading least left like limit"
                            + " localtime localtimestamp merge_action national natural nchar none normalize not notnull"
                            + " null nullif numeric offset on only or order out outer overlaps overlay placing position"
                            + " precision primary real references returning right row select session_user setof similar"
                            + " smallint some substring symmetric system_user table tablesample then time timestamp to"
                            + " trailing treat trim true union unique user using values varchar variadic verbose when where"
                            + " window with xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse"
                            + " xmlpi xmlroot xmlserialize xmltable")
                    .split(" "));

    private static final Pattern OPTION =
            Pattern.compile("(AS|START WITH|INCREMENT BY|MINVALUE|MAXVALUE|CACHE) (\\S+)|CYCLE");

    private static final Map<String, String> SERIALS =
            Map.of("smallint", "SMALLSERIAL", "integer", "SERIAL", "bigint", "BIGSERIAL");

    private static final Pattern STORAGE = Pattern.compile("([\\w.]+)=([^,)]+)");

    private static final String UNLOGGED = "UNLOGGED";

    private static final int LONGEST_NAME = 63;

    private final boolean asPrinted;
    private final ZoneId timeZone;

    public PostgresDdl() {
        this(false, ZoneOffset.UTC);
    }

    private PostgresDdl(boolean asPrinted, ZoneId timeZone) {
        this.asPrinted = asPrinted;
        this.timeZone = timeZone;
    }

    @Override
    public Ddl inTimeZone(ZoneId zone) {
        return new PostgresDdl(this.asPrinted, zone);
    }

    @Override
    public Optional<String> timeZone(Column before, Column after) {
        return PostgresCasts.inZone("", before.type(), after.type(), this).isPresent()
                ? Optional.of(zoneLiteral())
                : Optional.empty();
    }

    String zoneLiteral() {
        return zoneLiteral(this.timeZone);
    }

    /** The server reads the sign of an offset in a text in the opposite way. */
    @Override
    String zoneLiteral(ZoneId zone) {
        boolean isOffset =
                zone.normalized() instanceof ZoneOffset && !zone.normalized().equals(ZoneOffset.UTC);
        return isOffset ? "INTERVAL '%s'".formatted(zone.normalized()) : super.zoneLiteral(zone);
    }

    @Override
    public Set<DdlLimit> limits() {
        return Set.of(
                DdlLimit.VIEWS_BLOCK_COLUMNS,
                DdlLimit.KEYS_BLOCK_TYPES,
                DdlLimit.GENERATED_BLOCKS_INPUTS,
                DdlLimit.GENERATED_REPLACES_COLUMN,
                DdlLimit.INDEX_NAMES_OF_SCHEMA);
    }

    @Override
    Pattern plainName() {
        return PLAIN_NAME;
    }

    @Override
    Set<String> reservedWords() {
        return RESERVED_WORDS;
    }

    /** The server rewrites no rows if only the limit of a length, a precision, or a fraction becomes larger. */
    @Override
    public boolean rewritesRows(Column before, Column after) {
        String from = PostgresCasts.base(before.type());
        String to = PostgresCasts.base(after.type());
        boolean sameBase = from.equals(to) && !from.equals("character") && !PostgresCasts.isArray(before.type());
        return !(sameBase && PostgresCasts.sameScale(before.type(), after.type()))
                && !(from.equals("character varying") && to.equals("text"))
                && !(from.equals("text") && after.type().equals("character varying"));
    }

    @Override
    public String asText(String value) {
        return value + "::text";
    }

    @Override
    public String rounded(String number, int digits, boolean approximate) {
        return super.rounded(approximate ? number + "::numeric" : number, digits, approximate);
    }

    @Override
    public String mismatch(String text, String expression) {
        return "%s !~ %s".formatted(text, literal(expression));
    }

    /** Writes a collation as the server prints it, possibly with its schema. */
    @Override
    String column(Column column) {
        if (column.identity() != null && column.identity().mode() == Identity.Mode.SERIAL) {
            return identifier(column.name()) + " " + SERIALS.getOrDefault(column.type(), "SERIAL");
        }
        Column bare = new Column(
                column.name(),
                typed(column),
                column.nullable(),
                PostgresReadableSql.defaultValue(column),
                column.identity(),
                column.generated(),
                null,
                null,
                column.comment());
        return super.column(bare);
    }

    private static String typed(Column column) {
        String type = PostgresReadableSql.type(column.type());
        return column.collation() == null ? type : type + " COLLATE " + column.collation();
    }

    @Override
    public Ddl asPrinted() {
        return new PostgresDdl(true, this.timeZone);
    }

    @Override
    public SchemaObject readable(SchemaObject schemaObject) {
        if (schemaObject instanceof Constraint constraint) {
            return constraint.defined(PostgresReadableSql.constraint(constraint.definition()));
        }
        return schemaObject instanceof Index index
                ? index.defined(PostgresReadableSql.index(index.definition()))
                : schemaObject;
    }

    @Override
    String generated(String expression, boolean stored) {
        return super.generated(expression(expression), stored);
    }

    @Override
    public String expression(String printed) {
        return this.asPrinted ? printed : PostgresReadableSql.expression(printed);
    }

    @Override
    String constraint(Constraint constraint) {
        return super.constraint(
                this.asPrinted
                        ? constraint
                        : constraint.defined(PostgresReadableSql.constraint(constraint.definition())));
    }

    @Override
    String index(QualifiedName table, Index index) {
        return super.index(
                table, this.asPrinted ? index : index.defined(PostgresReadableSql.index(index.definition())));
    }

    @Override
    String identity(Column column) {
        Identity identity = Objects.requireNonNull(column.identity());
        return " " + generatedAs(identity) + (identity.options().isEmpty() ? "" : " (" + identity.options() + ")");
    }

    private static String generatedAs(Identity identity) {
        return "GENERATED " + (identity.mode() == Identity.Mode.ALWAYS ? "ALWAYS" : "BY DEFAULT") + " AS IDENTITY";
    }

    /** Omits constraints that are {@code NOT VALID}, which {@code CREATE TABLE} would mark as valid. */
    @Override
    List<String> parts(Table table) {
        return super.parts(table.withConstraints(table.constraints().stream()
                .filter((constraint) -> !isUnchecked(constraint))
                .toList()));
    }

    private static boolean isUnchecked(Constraint constraint) {
        return constraint.definition().endsWith(" NOT VALID");
    }

    @Override
    public List<String> visit(CreateTable operation) {
        Table table = operation.table();
        boolean unlogged = table.options().startsWith(UNLOGGED);
        Table written = unlogged
                ? new Table(
                        table.name(),
                        table.columns(),
                        table.constraints(),
                        table.indexes(),
                        table.options().substring(UNLOGGED.length()).strip(),
                        table.comment())
                : table;
        List<String> sql = new ArrayList<>(super.visit(new CreateTable(written, List.of())));
        if (unlogged) {
            sql.set(0, "CREATE UNLOGGED" + sql.get(0).substring("CREATE".length()));
        }
        table.constraints().stream()
                .filter(PostgresDdl::isUnchecked)
                .forEach((constraint) -> sql.add(alter(table.name(), "ADD " + constraint(constraint))));
        table.columns().forEach((column) -> sql.addAll(serialOptions(column)));
        sql.addAll(operation.rows());
        return sql;
    }

    @Override
    public Optional<LossyConversion> lossyConversion(Column before, Column after) {
        return PostgresCasts.lossy(identifier(before.name()), before.type(), after.type());
    }

    @Override
    public boolean includes(String type, String other) {
        return PostgresCasts.includes(type, other);
    }

    @Override
    public boolean rewritesRows(AlterOptions operation) {
        return operation.after().startsWith(UNLOGGED) != operation.before().startsWith(UNLOGGED);
    }

    @Override
    public Optional<String> lastNumber() {
        return Optional.of("last_value");
    }

    @Override
    public boolean losesRowsInACrash(AlterOptions operation) {
        return operation.after().startsWith(UNLOGGED) && rewritesRows(operation);
    }

    @Override
    public List<String> visit(AlterOptions operation) {
        List<String> sql = new ArrayList<>();
        if (rewritesRows(operation)) {
            boolean unlogged = operation.after().startsWith(UNLOGGED);
            sql.add(alter(operation.table(), unlogged ? "SET UNLOGGED" : "SET LOGGED"));
        }
        Map<String, String> before = options(STORAGE, operation.before());
        Map<String, String> after = options(STORAGE, operation.after());
        List<String> set = after.entrySet().stream()
                .filter((option) -> !option.getValue().equals(before.get(option.getKey())))
                .map((option) -> option.getKey() + " = " + option.getValue())
                .toList();
        List<String> reset = before.keySet().stream()
                .filter((option) -> !after.containsKey(option))
                .toList();
        if (!set.isEmpty()) {
            sql.add(alter(operation.table(), "SET (%s)".formatted(String.join(", ", set))));
        }
        if (!reset.isEmpty()) {
            sql.add(alter(operation.table(), "RESET (%s)".formatted(String.join(", ", reset))));
        }
        return sql;
    }

    /** Returns the statement that sets the options of the sequence of a new serial column. */
    private List<String> serialOptions(Column column) {
        Identity identity = column.identity();
        if (identity == null
                || identity.mode() != Identity.Mode.SERIAL
                || identity.options().isEmpty()
                || identity.sequence() == null) {
            return List.of();
        }
        String start = options(identity.options()).get("START WITH");
        return List.of("ALTER SEQUENCE %s %s%s"
                .formatted(name(identity.sequence()), identity.options(), start == null ? "" : " RESTART"));
    }

    @Override
    public List<StatementGroup> grouped(List<Operation> operations) {
        return new PostgresTableStatements(this).of(operations);
    }

    @Override
    public List<String> visit(AddColumn operation) {
        List<String> sql = new ArrayList<>();
        sql.add(alter(operation.table(), "ADD COLUMN " + column(operation.column())));
        sql.addAll(serialOptions(operation.column()));
        if (operation.column().comment() != null) {
            sql.add(comment(operation.table(), operation.column()));
        }
        return sql;
    }

    @Override
    public List<String> visit(AlterColumn operation) {
        Column before = operation.before();
        Column after = operation.after();
        if (Objects.equals(before.generated(), after.generated())
                || (after.generated() == null && !before.isVirtual())) {
            return new PostgresColumnChange(this, operation.table(), before, after).statements();
        }
        List<String> sql = new ArrayList<>(visit(new DropColumn(operation.table(), before)));
        if (after.generated() != null) {
            sql.addAll(visit(new AddColumn(operation.table(), after)));
            return sql;
        }
        Column stored = before.stored();
        sql.addAll(visit(new AddColumn(operation.table(), stored)));
        sql.addAll(new PostgresColumnChange(this, operation.table(), stored, after).statements());
        return sql;
    }

    @Override
    public List<String> visit(CreateSequence operation) {
        Sequence sequence = operation.sequence();
        Sequence plain = plain(sequence);
        StringBuilder sql = new StringBuilder("CREATE SEQUENCE ").append(name(sequence.name()));
        if (!sequence.type().isEmpty() && !sequence.type().equals("bigint")) {
            sql.append(" AS ").append(PostgresReadableSql.type(sequence.type()));
        }
        List<String> statements =
                new ArrayList<>(List.of(sql.append(changes(plain, sequence)).toString()));
        firstAbove(operation)
                .ifPresent((first) -> statements.add(
                        "SELECT setval(%s, %s, false)".formatted(literal(name(sequence.name())), first)));
        return statements;
    }

    @Override
    public List<String> visit(AlterSequence operation) {
        Sequence before = operation.before();
        Sequence after = operation.after();
        String type = before.type().equals(after.type()) ? "" : " AS " + PostgresReadableSql.type(after.type());
        return List.of("ALTER SEQUENCE " + name(after.name()) + type + changes(before, after));
    }

    /** Returns the sequence that results from the type and the direction alone. */
    private static Sequence plain(Sequence sequence) {
        boolean up = sequence.increment() > 0;
        long smallest = switch (sequence.type()) {
            case "smallint" -> Short.MIN_VALUE;
            case "integer" -> Integer.MIN_VALUE;
            default -> Long.MIN_VALUE;
        };
        long minimum = up ? 1 : smallest;
        long maximum = up ? -(smallest + 1) : -1;
        long start = up ? sequence.minimum() : sequence.maximum();
        return new Sequence(sequence.name(), sequence.type(), start, 1, minimum, maximum, 1, false);
    }

    private static String changes(Sequence before, Sequence after) {
        StringBuilder sql = new StringBuilder();
        changed(sql, "START WITH", before.start(), after.start());
        changed(sql, "INCREMENT BY", before.increment(), after.increment());
        changed(sql, "MINVALUE", before.minimum(), after.minimum());
        changed(sql, "MAXVALUE", before.maximum(), after.maximum());
        changed(sql, "CACHE", before.cache(), after.cache());
        if (before.cycle() != after.cycle()) {
            sql.append(after.cycle() ? " CYCLE" : " NO CYCLE");
        }
        return sql.toString();
    }

    private static void changed(StringBuilder sql, String option, long before, long after) {
        if (before != after) {
            sql.append(' ').append(option).append(' ').append(after);
        }
    }

    /** Returns the options of an identity by their names. */
    static Map<String, String> options(String text) {
        Map<String, String> options = new LinkedHashMap<>();
        Matcher option = OPTION.matcher(text);
        while (option.find()) {
            if (option.group(1) == null) {
                options.put("CYCLE", "");
            } else {
                options.put(option.group(1), option.group(2));
            }
        }
        return options;
    }

    @Override
    public List<String> visit(CreateEnum operation) {
        return List.of(create(operation.type()));
    }

    private String create(EnumType type) {
        return "CREATE TYPE %s AS ENUM (%s)"
                .formatted(
                        name(type.name()),
                        String.join(
                                ", ", type.labels().stream().map(this::literal).toList()));
    }

    @Override
    public List<String> visit(DropEnum operation) {
        return List.of("DROP TYPE " + name(operation.type().name()));
    }

    @Override
    public List<String> visit(AlterEnum operation) {
        return operation.exchanges() ? exchanged(operation) : added(operation.before(), operation.after());
    }

    /** Adds each new label next to a label that exists at that point. */
    private List<String> added(EnumType before, EnumType after) {
        List<String> sql = new ArrayList<>();
        List<String> labels = after.labels();
        int known = 0;
        while (known < labels.size() && !before.labels().contains(labels.get(known))) {
            known++;
        }
        for (int at = 0; at < known && known < labels.size(); at++) {
            sql.add(place(after, labels.get(at), "BEFORE", labels.get(known)));
        }
        for (int at = known + 1; at < labels.size(); at++) {
            if (!before.labels().contains(labels.get(at))) {
                sql.add(place(after, labels.get(at), "AFTER", labels.get(at - 1)));
            }
        }
        return sql;
    }

    private String place(EnumType type, String label, String where, String other) {
        return "ALTER TYPE %s ADD VALUE %s %s %s".formatted(name(type.name()), literal(label), where, literal(other));
    }

    /** Replaces the type by a new one of the same name and converts all columns to it. */
    private List<String> exchanged(AlterEnum operation) {
        QualifiedName type = operation.after().name();
        QualifiedName old = type.sibling(old(type.name()));
        List<String> sql = new ArrayList<>();
        sql.add("ALTER TYPE %s RENAME TO %s".formatted(name(type), identifier(old.name())));
        sql.add(create(operation.after()));
        Map<QualifiedName, List<String>> clauses = new LinkedHashMap<>();
        for (AlterEnum.Use use : operation.uses()) {
            clauses.computeIfAbsent(use.table(), (table) -> new ArrayList<>()).addAll(converted(use, type));
        }
        clauses.forEach((table, changes) -> sql.add(alter(table, changes)));
        sql.add("DROP TYPE " + name(old));
        return sql;
    }

    private List<String> converted(AlterEnum.Use use, QualifiedName type) {
        String column = identifier(use.column().name());
        String array = use.column().type().endsWith("[]") ? "[]" : "";
        String standard = PostgresReadableSql.defaultValue(use.column());
        String converted =
                "ALTER COLUMN %s TYPE %s USING %1$s::text%s::%2$s".formatted(column, name(type) + array, array);
        return standard == null
                ? List.of(converted)
                : List.of(
                        "ALTER COLUMN %s DROP DEFAULT".formatted(column),
                        converted,
                        "ALTER COLUMN %s SET DEFAULT %s".formatted(column, standard));
    }

    private static String old(String name) {
        String cut = name;
        while ((cut + "_old").getBytes(java.nio.charset.StandardCharsets.UTF_8).length > LONGEST_NAME) {
            cut = cut.substring(0, cut.length() - 1);
        }
        return cut + "_old";
    }

    @Override
    public List<String> visit(RebuildTable operation) {
        throw new IllegalStateException("PostgreSQL changes tables in place");
    }
}
