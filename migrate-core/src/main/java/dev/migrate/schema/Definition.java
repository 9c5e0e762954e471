package dev.migrate.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An object that is compared by the statement that creates it and changed by recreating it: a view, a function, a
 * trigger. Types used by columns are compared by their pieces.
 *
 * @param name the name; for a function including its argument types
 * @param table the table of a trigger or a policy
 * @param create the statements that create it, as the product prints them
 * @param drop the statement that drops it
 * @param uses the tables, views, types, and functions that it requires
 * @param beforeTables whether it is created before the tables, which can depend on it
 * @param pieces the parts that can or cannot change while tables use it; compared regardless of order
 */
public record Definition(
        Kind kind,
        QualifiedName name,
        @Nullable QualifiedName table,
        List<String> create,
        String drop,
        Set<QualifiedName> uses,
        boolean beforeTables,
        List<Piece> pieces)
        implements Element {

    private static final String REPLACED = "CREATE OR REPLACE ";

    /** Creates a definition with the creation order of its kind. */
    public Definition(
            Kind kind,
            QualifiedName name,
            @Nullable QualifiedName table,
            List<String> create,
            String drop,
            Set<QualifiedName> uses) {
        this(kind, name, table, create, drop, uses, kind.beforeTables(), List.of());
    }

    public Definition {
        create = List.copyOf(create);
        uses = Set.copyOf(uses);
        pieces = List.copyOf(pieces);
    }

    /**
     * A part of a type.
     *
     * @param text the text that is compared
     * @param add the statement that adds the part to the type
     * @param drop the statement that removes the part; empty for a part that every such type has
     * @param change the statement that replaces a part of the same name; empty if that part must be dropped first, or
     * cannot be dropped
     */
    public record Piece(Sort sort, String name, String text, String add, String drop, String change) {

        /** The sorts of parts. */
        public enum Sort {
            BASE,
            DEFAULT,
            RULE,
            ATTRIBUTE,
            COMMENT
        }

        private boolean isOf(Piece other) {
            return this.sort == other.sort && this.name.equals(other.name);
        }
    }

    /** The kinds of objects, in order of dependency. */
    public enum Kind {
        EXTENSION("extension", true),
        DOMAIN("domain", true),
        COMPOSITE("composite", true),
        CAST("cast", true),
        FUNCTION("function", false),
        PROCEDURE("procedure", false),
        AGGREGATE("aggregate", false),
        VIEW("view", false),
        MATERIALIZED_VIEW("materialized view", false),
        TRIGGER("trigger", false),
        POLICY("policy", false),
        PARTITION("partition", false),
        COMMENT("comment", false);

        private final String word;
        private final boolean beforeTables;

        Kind(String word, boolean beforeTables) {
            this.word = word;
            this.beforeTables = beforeTables;
        }

        /** Returns whether objects of this kind are created before the tables, which can depend on them. */
        public boolean beforeTables() {
            return this.beforeTables;
        }
    }

    /** Returns whether both definitions are equivalent. */
    public boolean serves(Definition other) {
        return this.pieces.isEmpty()
                ? this.create.equals(other.create)
                : Set.copyOf(this.pieces).equals(Set.copyOf(other.pieces));
    }

    /** Returns whether this definition can replace the other while tables use it. */
    public boolean canFollow(Definition before) {
        return this.pieces.isEmpty()
                ? this.beforeTables && this.create.get(0).startsWith(REPLACED)
                : before.pieces.stream()
                        .filter((piece) -> piece.sort() == Piece.Sort.BASE)
                        .allMatch(this.pieces::contains);
    }

    /** Returns the statements that replace the other definition with this one. */
    public List<String> following(Definition before) {
        if (this.pieces.isEmpty()) {
            return this.create;
        }
        List<String> sql = new ArrayList<>();
        List<String> added = new ArrayList<>();
        for (Piece piece : this.pieces) {
            Optional<Piece> former = before.pieces.stream().filter(piece::isOf).findFirst();
            if (former.isEmpty()) {
                added.add(piece.add());
            } else if (!former.get().equals(piece)) {
                if (piece.change().isEmpty()) {
                    sql.add(former.get().drop());
                    added.add(piece.add());
                } else {
                    added.add(piece.change());
                }
            }
        }
        piecesBeside(before).forEach((piece) -> sql.add(0, piece.drop()));
        sql.addAll(added);
        return sql;
    }

    /** Returns the pieces of the other definition that have no counterpart in this one. */
    public List<Piece> piecesBeside(Definition other) {
        return other.pieces.stream()
                .filter((piece) -> this.pieces.stream().noneMatch(piece::isOf))
                .toList();
    }

    @Override
    public String word() {
        return this.kind.word;
    }

    @Override
    public String label() {
        return this.name.toString();
    }

    @Override
    public String describe() {
        return String.join("; ", this.create);
    }
}
