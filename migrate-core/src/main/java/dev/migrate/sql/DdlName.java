package dev.migrate.sql;

import java.util.List;

/**
 * A possibly qualified name in a statement, which can be compared with names in the catalog.
 *
 * @param parts the name, preceded by its qualifiers as far as the statement has them
 * @param home the schema of the name if the statement does not qualify it
 */
public record DdlName(List<String> parts, String home) {

    private static final char IN_TABLE = '/';

    public DdlName {
        parts = List.copyOf(parts);
    }

    /** Returns the catalog name of a part of a table, such as a column or a constraint. */
    public static String inTable(String table, String part) {
        return table + IN_TABLE + part;
    }

    /** Returns the name without its qualifiers. */
    public DdlName last() {
        return new DdlName(this.parts.subList(this.parts.size() - 1, this.parts.size()), this.home);
    }

    /** Returns the qualifiers without the name. */
    public DdlName before() {
        return new DdlName(this.parts.subList(0, this.parts.size() - 1), this.home);
    }

    /** Returns the name as it is written in the statement. */
    public String label() {
        return String.join(".", this.parts);
    }

    /** Returns the name qualified with its schema. */
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

    /** Whether the name is in the schema with this catalog name. */
    private boolean isIn(String known) {
        return namesSchema() ? schema().equalsIgnoreCase(known) : schema().equals(known);
    }

    /** Whether the object has this catalog name. An object without a schema matches only a catalog name without one. */
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

    /** Whether this catalog name is that of a part of this table. */
    public boolean has(String known) {
        int end = known.indexOf(IN_TABLE);
        return end >= 0 && is(known.substring(0, end));
    }

    /**
     * Whether this catalog name is that of the given part of this table. If the catalog name has no table, the part is
     * looked up by its name in the schema of this table.
     */
    public boolean has(DdlName part, String known) {
        int end = known.indexOf(IN_TABLE);
        return end < 0
                ? new DdlName(List.of(schema(), part.word()), "").is(known)
                : is(known.substring(0, end)) && part.word().equalsIgnoreCase(known.substring(end + 1));
    }

    /** Whether this catalog name is that of this object, in any table. */
    public boolean isLastOf(String known) {
        int end = known.indexOf(IN_TABLE);
        return end < 0
                ? is(known)
                : word().equalsIgnoreCase(known.substring(end + 1))
                        && isIn(known.substring(0, Math.max(known.indexOf('.'), 0)));
    }
}
