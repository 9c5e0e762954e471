package dev.migrate.dialect;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The type of a column, as far as it tells which values fit.
 *
 * @param name its name in lower case, the same for all names of one type
 * @param size how many characters or digits; -1 if that is not limited
 * @param scale how many of the digits stand behind the point
 */
record ColumnType(String name, int size, int scale) {

    private static final int UNLIMITED = -1;

    /** What TEXT of MySQL and MariaDB holds in the largest characters, and in bytes. */
    private static final int TEXT_CHARACTERS = 16_383;

    private static final int TEXT_BYTES = 65_535;

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
            Map.entry("float4", "real"),
            Map.entry("float8", "double"),
            Map.entry("double precision", "double"),
            Map.entry("bool", "boolean"));
    private static final List<String> INTEGERS = List.of("tinyint", "smallint", "mediumint", "integer", "bigint");
    private static final List<Integer> DIGITS = List.of(3, 5, 7, 10, 19);
    private static final Set<String> BOUNDED = Set.of("char", "varchar");
    private static final Set<String> CHARACTERS = Set.of("char", "varchar", "tinytext", "text");
    private static final Set<String> PRINTED =
            Set.of("tinyint", "smallint", "mediumint", "integer", "bigint", "decimal", "date", "boolean", "uuid");
    private static final Set<String> UNLIMITED_TEXTS = Set.of("longtext", "clob");

    /** Types whose size says nothing of the values that they hold. */
    private static final Set<String> SIZELESS =
            Set.of("boolean", "date", "uuid", "text", "real", "double", "mediumtext", "longtext", "clob", "json");

    /** A type as a driver describes it. */
    static ColumnType of(String typeName, int size, int scale) {
        String name = canonical(typeName.toLowerCase(Locale.ROOT));
        boolean unlimited = SIZELESS.contains(name) || INTEGERS.contains(name) || size >= 1_000_000;
        return new ColumnType(name, unlimited ? UNLIMITED : size, name.equals("decimal") ? scale : 0);
    }

    /** Reads the type with which the definition of a column begins; nothing if it is not known which values fit. */
    static Optional<ColumnType> read(DdlTokens definition) {
        StringBuilder words = new StringBuilder(definition.word());
        while (definition.seesOneOf(Set.of("varying", "precision", "large", "object", "unsigned"))) {
            words.append(' ').append(definition.word());
        }
        String name = canonical(words.toString());
        List<DdlTokens> arguments = definition.sees("(") ? definition.arguments() : List.of();
        if (definition.mentionsLater(Set.of("unsigned", "zerofill", "zone", "array", "["))) {
            return Optional.empty();
        }
        try {
            int size = arguments.isEmpty()
                    ? UNLIMITED
                    : Integer.parseInt(arguments.get(0).rest());
            int scale =
                    arguments.size() < 2 ? 0 : Integer.parseInt(arguments.get(1).rest());
            boolean sizeless = SIZELESS.contains(name) || INTEGERS.contains(name);
            return Optional.of(new ColumnType(name, sizeless ? UNLIMITED : size, scale));
        } catch (NumberFormatException otherArguments) {
            return Optional.empty();
        }
    }

    private static String canonical(String name) {
        return NAMES.getOrDefault(name, name);
    }

    /** Whether every value of another type fits; of one that is not known, only into what is not limited. */
    boolean holdsAll(Optional<ColumnType> before) {
        boolean anyText =
                UNLIMITED_TEXTS.contains(this.name) || (this.name.equals("varchar") && this.size == UNLIMITED);
        return before.map((type) -> holds(type, anyText)).orElse(anyText);
    }

    private boolean holds(ColumnType before, boolean anyText) {
        if (INTEGERS.contains(this.name) && INTEGERS.contains(before.name)) {
            return INTEGERS.indexOf(this.name) >= INTEGERS.indexOf(before.name);
        }
        if (this.name.equals("decimal")) {
            return holdsDigits(before);
        }
        boolean text = anyText || this.name.equals("text");
        if (text && (PRINTED.contains(before.name) || CHARACTERS.contains(before.name))) {
            return anyText || !before.exceedsText();
        }
        if (this.name.equals("varchar") && BOUNDED.contains(before.name)) {
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
        return this.size == UNLIMITED
                ? this.name
                : this.name + "(" + this.size + (this.scale == 0 ? "" : "," + this.scale) + ")";
    }
}
