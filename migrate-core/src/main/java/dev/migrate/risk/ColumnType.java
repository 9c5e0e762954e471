package dev.migrate.risk;

import dev.migrate.sql.DdlTokens;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The type of a column, as far as it determines which values fit.
 *
 * @param name its name in lower case, the same for all names of a type
 * @param size the maximum number of characters or digits, or of fractional digits for a time; -1 if unlimited
 * @param scale the number of digits after the decimal point
 */
record ColumnType(String name, int size, int scale) {

    private static final int UNLIMITED = -1;

    /** The maximum length of {@code TEXT} on MySQL and MariaDB, in 4-byte characters and in bytes. */
    private static final int TEXT_CHARACTERS = 16_383;

    private static final int TEXT_BYTES = 65_535;

    private static final String UNSIGNED = " unsigned";

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("int", "integer"),
            Map.entry("int2", "smallint"),
            Map.entry("int4", "integer"),
            Map.entry("int8", "bigint"),
            Map.entry("serial", "integer"),
            Map.entry("bigserial", "bigint"),
            Map.entry("smallserial", "smallint"),
            Map.entry("dec", "decimal"),
            Map.entry("numeric", "decimal"),
            Map.entry("character varying", "varchar"),
            Map.entry("char varying", "varchar"),
            Map.entry("character", "char"),
            Map.entry("bpchar", "char"),
            Map.entry("character large object", "clob"),
            Map.entry("char large object", "clob"),
            Map.entry("binary large object", "blob"),
            Map.entry("binary varying", "varbinary"),
            Map.entry("bit varying", "varbit"),
            Map.entry("float4", "real"),
            Map.entry("float8", "double"),
            Map.entry("double precision", "double"),
            Map.entry("bool", "boolean"));
    private static final List<String> INTEGERS = List.of("tinyint", "smallint", "mediumint", "integer", "bigint");
    private static final List<Integer> DIGITS = List.of(3, 5, 7, 10, 19);
    private static final Set<String> LIMITED_TEXTS = Set.of("char", "varchar");
    private static final Set<String> TEXTS = Set.of("char", "varchar", "tinytext", "text");
    /** Types whose values convert to text without loss. */
    private static final Set<String> EXACT_AS_TEXT =
            Set.of("tinyint", "smallint", "mediumint", "integer", "bigint", "decimal", "date", "boolean", "uuid");

    /** Types of labels, whose size in the metadata is not part of the type. */
    private static final Set<String> LABELS = Set.of("enum", "set");

    private static final Set<String> UNLIMITED_TEXTS = Set.of("longtext", "clob");

    /** Types that have no size, or a size that does not limit their values. */
    private static final Set<String> SIZELESS = Set.of(
            "blob",
            "boolean",
            "bytea",
            "clob",
            "date",
            "double",
            "json",
            "jsonb",
            "longblob",
            "longtext",
            "mediumblob",
            "mediumtext",
            "real",
            "text",
            "tinyblob",
            "tinytext",
            "uuid",
            "xml",
            "year");

    /** Types for which the size selects another type or acts as a limit, depending on the product. */
    private static final Set<String> SIZE_DEPENDS_ON_PRODUCT = Set.of("blob", "clob", "longtext", "text");

    /** Types that are unlimited without a size. */
    private static final Set<String> UNLIMITED_WITHOUT_SIZE = Set.of("varchar", "varbit", "varbinary", "decimal");

    /** Types that hold one character or digit without a size. */
    private static final Set<String> ONE_WITHOUT_SIZE = Set.of("char", "binary", "bit");

    private static final Set<String> TIMES = Set.of("time", "timetz");
    private static final Set<String> TIMESTAMPS = Set.of("datetime", "timestamp", "timestamptz");

    /** The size that the drivers of MySQL and MariaDB report for {@code FLOAT} without a size. */
    private static final int FLOAT = 12;

    /** The number of characters of a time, and of a date with a time, including the point before the fraction. */
    private static final int TIME_AND_POINT = 9;

    private static final int TIMESTAMP_AND_POINT = 20;

    /**
     * The maximum fractional digits: the drivers of MySQL and MariaDB report only a length and count the hours
     * differently.
     */
    private static final int MAX_FRACTIONAL_DIGITS = 6;

    /** Returns a type as a driver describes it. */
    static ColumnType fromDriver(String typeName, int size, int scale) {
        String name = canonical(typeName.toLowerCase(Locale.ROOT));
        if (TIMES.contains(name) || TIMESTAMPS.contains(name)) {
            int whole = TIMES.contains(name) ? TIME_AND_POINT : TIMESTAMP_AND_POINT;
            return new ColumnType(
                    name, (scale > 0) ? scale : Math.min(MAX_FRACTIONAL_DIGITS, Math.max(0, size - whole)), 0);
        }
        boolean unlimited = isSizeless(name) || size >= 1_000_000 || (size == 0 && name.equals("decimal"));
        boolean scaled = Set.of("decimal", "float").contains(name);
        return new ColumnType(name, unlimited ? UNLIMITED : size, scaled ? scale : 0);
    }

    private static boolean isSizeless(String name) {
        return SIZELESS.contains(name) || INTEGERS.contains(signed(name));
    }

    private static String signed(String integer) {
        String type = integer.endsWith(UNSIGNED) ? integer.substring(0, integer.length() - UNSIGNED.length()) : integer;
        return canonical(type);
    }

    /**
     * Reads the type at the start of a column definition; returns empty if its range of values is not known.
     *
     * @param timestamp the fractional digits of a {@code TIMESTAMP} without a size
     */
    static Optional<ColumnType> parse(DdlTokens definition, int timestamp) {
        StringBuilder words = new StringBuilder(definition.word());
        while (definition.isNextOneOf(Set.of("varying", "precision", "large", "object", "unsigned"))) {
            words.append(' ').append(definition.word());
        }
        String name = canonical(words.toString());
        List<DdlTokens> arguments = definition.isNext("(") ? definition.arguments() : List.of();
        if (definition.restContains(Set.of("unsigned", "zerofill", "zone", "array", "["))) {
            return Optional.empty();
        }
        if (arguments.isEmpty()) {
            return withoutSize(name, timestamp).map((size) -> new ColumnType(name, size, 0));
        }
        try {
            int size = Integer.parseInt(arguments.get(0).rest());
            int scale =
                    arguments.size() < 2 ? 0 : Integer.parseInt(arguments.get(1).rest());
            return SIZE_DEPENDS_ON_PRODUCT.contains(name)
                    ? Optional.empty()
                    : Optional.of(new ColumnType(name, isSizeless(name) ? UNLIMITED : size, scale));
        } catch (NumberFormatException otherArguments) {
            return Optional.empty();
        }
    }

    /** Returns the size of a type without one; the smallest where the products differ. */
    private static Optional<Integer> withoutSize(String name, int timestamp) {
        if (isSizeless(name) || UNLIMITED_WITHOUT_SIZE.contains(name)) {
            return Optional.of(UNLIMITED);
        }
        if (ONE_WITHOUT_SIZE.contains(name)) {
            return Optional.of(1);
        }
        return switch (name) {
            case "datetime", "time", "timetz" -> Optional.of(0);
            case "timestamp", "timestamptz" -> Optional.of(timestamp);
            case "float" -> Optional.of(FLOAT);
            default -> Optional.empty();
        };
    }

    private static String canonical(String name) {
        return NAMES.getOrDefault(name, name);
    }

    /**
     * Whether every value of another type fits. If the other type is not known, only an unlimited text holds all
     * values.
     */
    boolean holdsAll(Optional<ColumnType> before) {
        boolean anyText =
                UNLIMITED_TEXTS.contains(this.name) || (this.name.equals("varchar") && this.size == UNLIMITED);
        return before.map((type) -> holds(type, anyText)).orElse(anyText);
    }

    private boolean holds(ColumnType before, boolean anyText) {
        boolean sameSign = this.name.endsWith(UNSIGNED) == before.name.endsWith(UNSIGNED);
        if (sameSign && INTEGERS.contains(signed(this.name)) && INTEGERS.contains(signed(before.name))) {
            return INTEGERS.indexOf(signed(this.name)) >= INTEGERS.indexOf(signed(before.name));
        }
        if (this.name.equals("decimal")) {
            return holdsDigits(before);
        }
        boolean text = anyText || this.name.equals("text");
        if (text && (EXACT_AS_TEXT.contains(before.name) || TEXTS.contains(before.name))) {
            return anyText || !before.exceedsText();
        }
        if (this.name.equals("varchar") && LIMITED_TEXTS.contains(before.name)) {
            return fits(before);
        }
        if (this.name.equals("double") && before.name.equals("real")) {
            return true;
        }
        return this.name.equals(before.name) && this.scale == before.scale && fits(before);
    }

    private boolean exceedsText() {
        return this.size > TEXT_CHARACTERS && this.size <= TEXT_BYTES;
    }

    private boolean fits(ColumnType before) {
        return this.size == UNLIMITED || (before.size != UNLIMITED && this.size >= before.size);
    }

    private boolean holdsDigits(ColumnType before) {
        boolean whole = INTEGERS.contains(before.name);
        if (this.size == UNLIMITED
                || !(whole || before.name.equals("decimal"))
                || (before.size == UNLIMITED && !whole)) {
            return false;
        }
        int digits = whole ? DIGITS.get(INTEGERS.indexOf(before.name)) : before.size - before.scale;
        return this.size - this.scale >= digits && this.scale >= before.scale;
    }

    @Override
    public String toString() {
        return this.size == UNLIMITED || LABELS.contains(this.name)
                ? this.name
                : this.name + "(" + this.size + (this.scale == 0 ? "" : "," + this.scale) + ")";
    }
}
