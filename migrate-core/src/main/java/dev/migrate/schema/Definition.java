package dev.migrate.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that is known by the statement that makes it, and is changed by making it anew: a view, a function, a
 * trigger; or by its pieces, where it is a type that columns have.
 *
 * @param name its name; that of a function with the types of its arguments
 * @param table the table that it sits on, for a trigger or a policy
 * @param create the statements that make it, as the product prints them
 * @param drop the statement that removes it
 * @param uses tables, views, types and functions that have to be there before it
 * @param beforeTables whether tables may need it, rather than it tables
 * @param pieces what can change of it while tables use it, and what cannot; their order is no difference
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

    /** A definition that stands where its kind does. */
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
     * Something that a type consists of.
     *
     * @param text what it is, to be compared
     * @param add the statement that gives it to the type
     * @param drop the statement that takes it away; empty for what the type always has
     * @param change the statement that gives it in place of another of its name; empty where that one has to go first, or
     *     cannot go
     */
    public record Piece(Sort sort, String name, String text, String add, String drop, String change) {

        /** What pieces there are. */
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

    /** What is defined, in the order in which one may need the other. */
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

        /** Whether tables may need it, rather than it tables. */
        public boolean beforeTables() {
            return this.beforeTables;
        }
    }

    /** Whether both are the same. */
    public boolean serves(Definition other) {
        return this.pieces.isEmpty()
                ? this.create.equals(other.create)
                : Set.copyOf(this.pieces).equals(Set.copyOf(other.pieces));
    }

    /** Whether this can take the place of another while tables use it. */
    public boolean canFollow(Definition before) {
        return this.pieces.isEmpty()
                ? this.beforeTables && this.create.get(0).startsWith(REPLACED)
                : before.pieces.stream()
                        .filter((piece) -> piece.sort() == Piece.Sort.BASE)
                        .allMatch(this.pieces::contains);
    }

    /** The statements by which this takes the place of another. */
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

    /** Those of the pieces of another for which this has none in their place. */
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
