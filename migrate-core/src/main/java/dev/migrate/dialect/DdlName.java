package dev.migrate.dialect;

import java.util.List;

/**
 * A name in a statement.
 *
 * @param parts the name, and before it what it lies in as far as the statement says it
 */
record DdlName(List<String> parts) {

    private static final char IN_TABLE = '/';

    DdlName {
        parts = List.copyOf(parts);
    }

    /** How the catalogue calls a part of a table. */
    static String inTable(String table, String part) {
        return table + IN_TABLE + part;
    }

    /** The name itself. */
    DdlName last() {
        return new DdlName(this.parts.subList(this.parts.size() - 1, this.parts.size()));
    }

    /** What the name lies in. */
    DdlName before() {
        return new DdlName(this.parts.subList(0, this.parts.size() - 1));
    }

    /** Whether the catalogue calls it so. */
    boolean is(String known) {
        String plain = known.replace("\"", "");
        String whole = String.join(".", this.parts);
        return plain.equalsIgnoreCase(whole)
                || (plain.length() > whole.length()
                        && plain.regionMatches(
                                true, plain.length() - whole.length() - 1, "." + whole, 0, whole.length() + 1));
    }

    /** Whether the catalogue calls a part of this table so. */
    boolean has(String known) {
        int end = known.indexOf(IN_TABLE);
        return end >= 0 && is(known.substring(0, end));
    }

    /** Whether the catalogue calls the part of this table so that has a name; or, where it tells no tables, the name. */
    boolean has(DdlName part, String known) {
        int end = known.indexOf(IN_TABLE);
        return end < 0
                ? part.is(known)
                : is(known.substring(0, end)) && part.last().is(known.substring(end + 1));
    }

    /** Whether the catalogue calls something so, in whichever table. */
    boolean isLastOf(String known) {
        int end = known.indexOf(IN_TABLE);
        return end < 0 ? is(known) : last().is(known.substring(end + 1));
    }
}
