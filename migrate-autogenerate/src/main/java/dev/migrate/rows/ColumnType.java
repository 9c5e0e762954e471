package dev.migrate.rows;

import dev.migrate.schema.EnumType;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SqlObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A column type as far as its values depend on it.
 *
 * @param length the first number in parentheses: the length of a text, the precision of a number or a time
 * @param scale the digits after the decimal point
 * @param labels the labels of an enumerated type
 * @param unsigned whether a number cannot be negative
 * @param arrays how arrays of the family are written, if the column holds arrays
 * @param escapedBytes whether bytes are written as a text with an escape
 */
record ColumnType(
        Family family,
        OptionalInt length,
        int scale,
        List<String> labels,
        boolean unsigned,
        Arrays arrays,
        boolean escapedBytes) {

    private static final Pattern NUMBERS = Pattern.compile("\\((\\d+)(?: ?, ?(\\d+))?\\)");
    private static final Pattern LABEL = Pattern.compile("'((?:[^']|'')*)'");
    private static final Pattern BASE = Pattern.compile("(?is)^\\s*CREATE\\s+DOMAIN\\s+\\S+\\s+(?:AS\\s+)?(.+?)"
            + "(?=\\s+(?:COLLATE|DEFAULT|NOT\\s+NULL|NULL|CONSTRAINT|CHECK)\\b|\\s*$)");
    private static final int DEFAULT_PRECISION = 10;

    /** How arrays are written. */
    enum Arrays {
        NONE,
        IN_BRACES,
        IN_BRACKETS
    }

    /** The kinds of values, with the names of types that hold them. */
    enum Family {
        BOOLEAN("boolean|bool"),
        BYTE("tinyint"),
        SHORT("smallint|year"),
        MEDIUM("mediumint"),
        INTEGER("integer|int"),
        LONG("bigint"),
        DECIMAL("numeric|decimal|decfloat|money"),
        FLOAT("real|float"),
        DOUBLE("double precision|double"),
        FIXED_TEXT("character|char"),
        TEXT(
                "character varying|varchar|varchar_ignorecase|text|tinytext|mediumtext|longtext|citext|clob|name|character large object"),
        BYTES("bytea|binary|varbinary|binary varying|blob|tinyblob|mediumblob|longblob|binary large object"),
        BITS("bit|bit varying"),
        DATE("date"),
        TIME("time|time without time zone|time with time zone"),
        TIMESTAMP("timestamp|timestamp without time zone|datetime"),
        INSTANT("timestamp with time zone"),
        INTERVAL("interval.*"),
        UUID("uuid"),
        JSON("json|jsonb"),
        LABEL("enum"),
        LABELS("set"),
        OTHER("");

        private final Pattern names;

        Family(String names) {
            this.names = Pattern.compile(names);
        }

        boolean isWhole() {
            return compareTo(BYTE) >= 0 && compareTo(LONG) <= 0;
        }

        boolean isNumber() {
            return compareTo(BYTE) >= 0 && compareTo(DOUBLE) <= 0;
        }

        boolean isText() {
            return this == FIXED_TEXT || this == TEXT;
        }

        boolean isTemporal() {
            return this == DATE || this == TIMESTAMP || this == INSTANT;
        }

        private static Family named(String name) {
            for (Family family : values()) {
                if (family.names.matcher(name).matches()) {
                    return family;
                }
            }
            return OTHER;
        }
    }

    /**
     * Returns the type of a column.
     *
     * @param schema the schema with the enumerated types and the domains
     */
    static ColumnType of(String type, Schema schema) {
        String bare = type.replace("\"", "").replace("`", "");
        Arrays arrays = bare.endsWith("[]")
                ? Arrays.IN_BRACES
                : bare.matches("(?i).* ARRAY(\\[\\d+\\])?") ? Arrays.IN_BRACKETS : Arrays.NONE;
        String element = bare.replaceAll("(\\[\\])+$", "").replaceAll("(?i) ARRAY(\\[\\d+\\])?$", "");
        Optional<EnumType> named = schema.enums().stream()
                .filter((found) -> matches(found.name(), element))
                .findFirst();
        if (named.isPresent()) {
            return new ColumnType(
                    Family.LABEL, OptionalInt.empty(), 0, named.get().labels(), false, arrays, false);
        }
        for (SqlObject domain : schema.definitions()) {
            if (domain.kind() == SqlObject.Kind.DOMAIN && matches(domain.name(), element)) {
                return base(domain).map((base) -> of(base, schema).in(arrays)).orElseGet(() -> parse(element, arrays));
            }
        }
        return parse(element, arrays);
    }

    private static Optional<String> base(SqlObject domain) {
        Matcher base = BASE.matcher(domain.create().get(0));
        return domain.parts().stream()
                .filter((part) -> part.kind() == SqlObject.Part.PartKind.BASE)
                .map(SqlObject.Part::text)
                .findFirst()
                .or(() -> base.find() ? Optional.of(base.group(1)) : Optional.empty());
    }

    private static boolean matches(QualifiedName name, String type) {
        return name.toString().equalsIgnoreCase(type);
    }

    private static ColumnType parse(String type, Arrays arrays) {
        String lower = type.toLowerCase(Locale.ROOT).replaceAll("( without system versioning)?( invisible)?$", "");
        String name = lower.replaceAll("\\(.*?\\)", "")
                .replaceAll("\\b(unsigned|zerofill|signed)\\b", "")
                .replaceAll("\\s+", " ")
                .strip();
        Family family = Family.named(name);
        List<String> labels = family == Family.LABEL || family == Family.LABELS
                ? LABEL.matcher(type)
                        .results()
                        .map((MatchResult label) -> label.group(1).replace("''", "'"))
                        .toList()
                : List.of();
        Matcher numbers = NUMBERS.matcher(lower);
        boolean found = labels.isEmpty() && numbers.find();
        return new ColumnType(
                family,
                found ? OptionalInt.of(Integer.parseInt(numbers.group(1))) : OptionalInt.empty(),
                found && numbers.group(2) != null ? Integer.parseInt(numbers.group(2)) : 0,
                labels,
                lower.contains("unsigned"),
                arrays,
                name.equals("bytea"));
    }

    boolean isArray() {
        return this.arrays != Arrays.NONE;
    }

    /** Returns the type of the elements of an array. */
    ColumnType element() {
        return withArrays(Arrays.NONE);
    }

    /** Returns the type of a column of this domain, or of arrays of it. An array of arrays has no sampled values. */
    private ColumnType in(Arrays outer) {
        if (outer == Arrays.NONE) {
            return this;
        }
        return isArray()
                ? new ColumnType(Family.OTHER, OptionalInt.empty(), 0, List.of(), false, Arrays.NONE, false)
                : withArrays(outer);
    }

    private ColumnType withArrays(Arrays other) {
        return new ColumnType(
                this.family, this.length, this.scale, this.labels, this.unsigned, other, this.escapedBytes);
    }

    /** Returns an array with elements that are given as literals. */
    String array(List<String> elements) {
        return this.arrays == Arrays.IN_BRACES
                ? elements.stream()
                        .map((element) -> element.startsWith("'")
                                ? '"' + element.substring(1, element.length() - 1) + '"'
                                : element)
                        .collect(Collectors.joining(",", "'{", "}'"))
                : "ARRAY[" + String.join(", ", elements) + "]";
    }

    /** Whether all labels are numbers. */
    boolean hasNumericLabels() {
        return !this.labels.isEmpty() && this.labels.stream().allMatch((label) -> label.matches("-?\\d+(\\.\\d+)?"));
    }

    /** Whether a value is 0 or 1, as one bit and MariaDB's type for booleans. */
    boolean isBit() {
        return (this.family == Family.BITS || this.family == Family.BYTE)
                && this.length.orElse(this.family == Family.BITS ? 1 : 0) == 1;
    }

    /** Returns the digits before the decimal point that a number can have. */
    int integerDigits() {
        return switch (this.family) {
            case BYTE -> 2;
            case SHORT -> 4;
            case MEDIUM -> 6;
            case INTEGER -> 9;
            case LONG -> 18;
            case DECIMAL -> this.length.orElse(DEFAULT_PRECISION + this.scale) - this.scale;
            default -> DEFAULT_PRECISION;
        };
    }

    /** Returns the digits after the decimal point that a number can have. */
    int decimals() {
        return switch (this.family) {
            case DECIMAL -> this.length.isPresent() ? this.scale : 2;
            case FLOAT, DOUBLE -> 1;
            default -> 0;
        };
    }
}
