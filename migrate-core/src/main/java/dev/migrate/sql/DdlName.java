package dev.migrate.sql;

import java.util.List;

/**
 * A possibly qualified name in a statement, which can be compared with names in the catalog.
 *
 * @param parts the name, preceded by its qualifiers as far as the statement has them
 * @param defaultSchema the schema of the name if the statement does not qualify it
 */
public record DdlName(List<String> parts, String defaultSchema) {

    private static final char IN_TABLE = '/';

    public DdlName {
        parts = List.copyOf(parts);
    }

    /** Returns the catalog name of a part of a table, such as a column or a constraint. */
    public static String inTable(String table, String part) {
        return table + IN_TABLE + part;
    }

    /** Returns the name without its qualifiers. */
    public DdlName unqualified() {
        return new DdlName(this.parts.subList(this.parts.size() - 1, this.parts.size()), this.defaultSchema);
    }

    /** Returns the qualifiers without the name. */
    public DdlName qualifiers() {
        return new DdlName(this.parts.subList(0, this.parts.size() - 1), this.defaultSchema);
    }

    /** Returns the name as it is written in the statement. */
    public String text() {
        return String.join(".", this.parts);
    }

    /** Returns the name qualified with its schema. */
    public String qualified() {
        return schema() + "." + name();
    }

    private String name() {
        return this.parts.get(this.parts.size() - 1);
    }

    private boolean isQualified() {
        return this.parts.size() > 1;
    }

    private String schema() {
        return isQualified() ? this.parts.get(this.parts.size() - 2) : this.defaultSchema;
    }

    /** Whether the name is in the schema with this catalog name. */
    private boolean isIn(String catalogSchema) {
        return isQualified() ? schema().equalsIgnoreCase(catalogSchema) : schema().equals(catalogSchema);
    }

    /** Whether the object has this catalog name. An object without a schema matches only a catalog name without one. */
    public boolean matches(String catalogName) {
        String plain = catalogName.replace("\"", "");
        int dot = plain.length() - name().length() - 1;
        if (dot < 0) {
            return !isQualified() && name().equalsIgnoreCase(plain);
        }
        return plain.charAt(dot) == '.'
                && name().equalsIgnoreCase(plain.substring(dot + 1))
                && isIn(plain.substring(0, dot));
    }

    /** Whether this catalog name is that of a part of this table. */
    public boolean isTableOf(String catalogName) {
        int end = catalogName.indexOf(IN_TABLE);
        return end >= 0 && matches(catalogName.substring(0, end));
    }

    /**
     * Whether this catalog name is that of the given part of this table. If the catalog name has no table, the part is
     * looked up by its name in the schema of this table.
     */
    public boolean isTableOf(DdlName part, String catalogName) {
        int end = catalogName.indexOf(IN_TABLE);
        return end < 0
                ? new DdlName(List.of(schema(), part.name()), "").matches(catalogName)
                : matches(catalogName.substring(0, end))
                        && part.name().equalsIgnoreCase(catalogName.substring(end + 1));
    }

    /** Whether the object has this catalog name, as a part of any table or of none. */
    public boolean matchesInAnyTable(String catalogName) {
        int end = catalogName.indexOf(IN_TABLE);
        return end < 0
                ? matches(catalogName)
                : name().equalsIgnoreCase(catalogName.substring(end + 1))
                        && isIn(catalogName.substring(0, Math.max(catalogName.indexOf('.'), 0)));
    }
}
