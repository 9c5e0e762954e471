package dev.migrate.sql;

import java.util.List;

/**
 * A name in a statement.
 *
 * @param parts the name, and before it what it lies in as far as the statement says it
 * @param home the schema in which it lies if the statement does not say it
 */
public record DdlName(List<String> parts, String home) {

    private static final char IN_TABLE = '/';

    public DdlName {
        parts = List.copyOf(parts);
    }

    /** How the catalogue calls a part of a table. */
    public static String inTable(String table, String part) {
        return table + IN_TABLE + part;
    }

    /** The name itself. */
    public DdlName last() {
        return new DdlName(this.parts.subList(this.parts.size() - 1, this.parts.size()), this.home);
    }

    /** What the name lies in. */
    public DdlName before() {
        return new DdlName(this.parts.subList(0, this.parts.size() - 1), this.home);
    }

    /** The name as the statement has it. */
    public String label() {
        return String.join(".", this.parts);
    }

    /** The name itself behind its schema. */
    public String whole() {
        return schema() + "." + word();
    }

    private String word() {
        return this.parts.get(this.parts.size() - 1);
    }

    private boolean namesSchema() {
        return this.parts.size() > 1;
    }

    private String schema() {
        return namesSchema() ? this.parts.get(this.parts.size() - 2) : this.home;
    }

    /** Whether it lies in a schema that the catalogue calls so. */
    private boolean isIn(String known) {
        return namesSchema() ? schema().equalsIgnoreCase(known) : schema().equals(known);
    }

    /** Whether the catalogue calls it so; what lies in no schema has none there either. */
    public boolean is(String known) {
        String plain = known.replace("\"", "");
        int dot = plain.length() - word().length() - 1;
        if (dot < 0) {
            return !namesSchema() && word().equalsIgnoreCase(plain);
        }
        return plain.charAt(dot) == '.'
                && word().equalsIgnoreCase(plain.substring(dot + 1))
                && isIn(plain.substring(0, dot));
    }

    /** Whether the catalogue calls a part of this table so. */
    public boolean has(String known) {
        int end = known.indexOf(IN_TABLE);
        return end >= 0 && is(known.substring(0, end));
    }

    /**
     * Whether the catalogue calls the part of this table so that has a name; or, where it tells no tables, what has the
     * name in the schema of this table.
     */
    public boolean has(DdlName part, String known) {
        int end = known.indexOf(IN_TABLE);
        return end < 0
                ? new DdlName(List.of(schema(), part.word()), "").is(known)
                : is(known.substring(0, end)) && part.word().equalsIgnoreCase(known.substring(end + 1));
    }

    /** Whether the catalogue calls something so, in whichever table. */
    public boolean isLastOf(String known) {
        int end = known.indexOf(IN_TABLE);
        return end < 0
                ? is(known)
                : word().equalsIgnoreCase(known.substring(end + 1))
                        && isIn(known.substring(0, Math.max(known.indexOf('.'), 0)));
    }
}
