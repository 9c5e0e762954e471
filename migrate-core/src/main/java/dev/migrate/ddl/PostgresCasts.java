package dev.migrate.ddl;

import dev.migrate.ddl.TemporalType.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Decides which type changes PostgreSQL casts implicitly, and writes the {@code USING} clause for the others. */
final class PostgresCasts {

    private static final Pattern LENGTH = Pattern.compile("\\([^)]*\\)");
    private static final Set<String> STRINGS = Set.of("character varying", "character", "text", "\"char\"", "name");
    private static final List<Set<String>> FAMILIES = List.of(
            Set.of("smallint", "integer", "bigint", "numeric", "real", "double precision"),
            Set.of("date", "timestamp without time zone", "timestamp with time zone"),
            Set.of("time without time zone", "time with time zone"),
            Set.of("json", "jsonb"),
            Set.of("inet", "cidr"),
            Set.of("bit", "bit varying"));
    private static final List<List<String>> EXPLICIT =
            List.of(List.of("integer", "boolean"), List.of("boolean", "integer"));

    private static final List<List<String>> WIDER = List.of(List.of("cidr", "inet"), List.of("jsonb", "json"));
    private static final String INTERVAL = "interval";
    private static final Set<String> SCALARS = Set.of("boolean", "uuid", "bytea", INTERVAL, "money", "oid");

    private PostgresCasts() {}

    /** Whether two types differ at most in their length. */
    static boolean sameBase(String one, String other) {
        return base(one).equals(base(other)) && isArray(one) == isArray(other);
    }

    /**
     * Returns the {@code USING} clause that converts the values to a new type, with a leading blank; empty if none is
     * needed.
     */
    static String using(String column, String from, String to, PostgresDdl ddl) {
        Optional<String> inZone = inZone(column, from, to, ddl);
        if (inZone.isPresent()) {
            return " USING " + inZone.get();
        }
        String largeObject = largeObject(column, from, to);
        if (!largeObject.isEmpty()) {
            return " USING " + largeObject;
        }
        if (sameBase(from, to) || (isArray(from) == isArray(to) && becomes(base(from), base(to)))) {
            return "";
        }
        if (isArray(to) && !isArray(from) && mightBeArrayDomain(from, to)) {
            return " USING CASE WHEN jsonb_typeof(to_jsonb(%1$s)) = 'array' THEN %1$s::text::%2$s WHEN %1$s IS NOT NULL THEN ARRAY[%1$s::text]::%2$s END"
                    .formatted(column, PostgresReadableSql.type(to));
        }
        if (isArray(to) && !isArray(from)) {
            String array = "ARRAY[" + column + "]";
            return " USING CASE WHEN %s IS NOT NULL THEN %s::%s END"
                    .formatted(column, array, PostgresReadableSql.type(to));
        }
        boolean direct = STRINGS.contains(base(from)) || EXPLICIT.contains(List.of(base(from), base(to)));
        String text = isArray(from) && isArray(to) ? "::text[]" : "::text";
        return " USING " + column + (direct && isArray(from) == isArray(to) ? "" : text) + "::"
                + PostgresReadableSql.type(to);
    }

    /** Returns the conversion between values and large objects, which a column of type {@code oid} refers to. */
    private static String largeObject(String column, String from, String to) {
        if (to.equals("oid") && (STRINGS.contains(base(from)) || from.equals("bytea"))) {
            String bytes = from.equals("bytea") ? column : "convert_to(%s, 'UTF8')".formatted(column);
            return "lo_from_bytea(0, %s)".formatted(bytes);
        }
        if (from.equals("oid") && (STRINGS.contains(base(to)) || to.equals("bytea"))) {
            String bytes = "lo_get(%s)".formatted(column);
            return to.equals("bytea") ? bytes : "convert_from(%s, 'UTF8')".formatted(bytes);
        }
        return "";
    }

    /**
     * Returns the conversion between local times and instants in a time zone; empty if the change depends on none, or
     * only the session can set it.
     */
    static Optional<String> inZone(String column, String from, String to, PostgresDdl ddl) {
        Optional<TemporalType> source = ddl.temporal(from);
        Optional<TemporalType> target = ddl.temporal(to);
        if (source.isEmpty() || target.isEmpty() || !source.get().needsZoneFor(target.get())) {
            return Optional.empty();
        }
        String zone = ddl.zoneLiteral();
        return Optional.ofNullable(
                switch (source.get().kind()) {
                    case TIMESTAMP -> target.get().kind() == Kind.INSTANT ? column + " AT TIME ZONE " + zone : null;
                    case DATE ->
                        target.get().kind() == Kind.INSTANT ? column + "::timestamp AT TIME ZONE " + zone : null;
                    case TIME -> zone.equals("'UTC'") ? "(" + column + "::text || '+00')::timetz" : null;
                    case INSTANT ->
                        target.get().kind() == Kind.TIMESTAMP
                                ? column + " AT TIME ZONE " + zone
                                : "(%s AT TIME ZONE %s)::%s".formatted(column, zone, PostgresReadableSql.type(to));
                    case ZONED_TIME -> "(%s AT TIME ZONE %s)::%s".formatted(column, zone, PostgresReadableSql.type(to));
                });
    }

    /** Returns what a conversion does to values that it accepts. */
    static Optional<LossyConversion> lossy(String column, String from, String to) {
        if (from.startsWith(INTERVAL) && to.startsWith(INTERVAL)) {
            return Optional.of(new LossyConversion(
                    "the parts of an interval that the new type lacks become zero",
                    "%s <> %1$s::%s".formatted(column, PostgresReadableSql.type(to))));
        }
        return switch (from + " to " + to) {
            case "inet to cidr" ->
                Optional.of(new LossyConversion(
                        "the bits of an address after its netmask become zero",
                        "%s <> network(%1$s)".formatted(column)));
            case "json to jsonb" ->
                Optional.of(new LossyConversion(
                        "only the last of several equal keys is kept, and neither the order of keys nor white space",
                        "%s::text <> %1$s::jsonb::text".formatted(column)));
            default -> Optional.empty();
        };
    }

    /** Whether every value of a type has the same text in another one. */
    static boolean includes(String type, String other) {
        return other.equals(INTERVAL) ? type.startsWith(INTERVAL) : WIDER.contains(List.of(type, other));
    }

    /** Whether the name of a type that is no array might be that of a domain over one. */
    private static boolean mightBeArrayDomain(String from, String to) {
        String name = base(from);
        return !name.equals(base(to))
                && !STRINGS.contains(name)
                && !SCALARS.contains(name)
                && FAMILIES.stream().noneMatch((family) -> family.contains(name));
    }

    private static boolean becomes(String from, String to) {
        return from.equals(to)
                || STRINGS.contains(to)
                || FAMILIES.stream().anyMatch((family) -> family.contains(from) && family.contains(to));
    }

    static boolean isArray(String type) {
        return type.endsWith("[]");
    }

    /** Whether two types have the same number of digits after the decimal point, or the second one has no limit. */
    static boolean sameScale(String from, String to) {
        return !base(from).equals("numeric")
                || scale(to).isEmpty()
                || scale(from).equals(scale(to));
    }

    private static String scale(String type) {
        return type.contains(",") ? type.substring(type.indexOf(',') + 1).strip() : "";
    }

    static String base(String type) {
        return LENGTH.matcher(type).replaceAll("").replace("[]", "").strip();
    }
}
