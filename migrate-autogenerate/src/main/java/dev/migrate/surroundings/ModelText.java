package dev.migrate.surroundings;

import dev.migrate.diff.Mentions;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.SchemaObject;
import dev.migrate.schema.SqlObject;
import dev.migrate.sql.Lexer;
import dev.migrate.sql.Token;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The names in the statements that create the models.
 *
 * @param mentioned all names in them, in lower case
 * @param created the names of each object that they create, in lower case
 * @param owns whether the models could define an object
 */
public record ModelText(Set<String> mentioned, Set<Set<String>> created, Predicate<SchemaObject> owns) {

    /** The length of a literal that might hold the name of a sequence, as in {@code nextval('billing.numbers')}. */
    private static final int LONGEST_NAME = 200;

    private static final Set<String> BEHIND_NAME =
            Set.of("(", "as", "on", "for", "is", "after", "before", "instead", "partition", "start", "increment");

    public ModelText {
        mentioned = Set.copyOf(mentioned);
        created = Set.copyOf(created);
    }

    /** Returns the names in statements. */
    public static ModelText of(List<String> statements, Lexer lexer, Predicate<SchemaObject> owns) {
        Set<String> mentioned = new HashSet<>();
        Set<Set<String>> created = new HashSet<>();
        for (String statement : statements) {
            boolean creates = false;
            boolean first = true;
            Set<String> header = new HashSet<>();
            for (Token token : lexer.tokens(statement)) {
                if (token.kind().isCode()) {
                    creates = first ? token.is("create") : creates && !isBehindName(token);
                    first = false;
                    if (token.kind() == Token.Kind.LITERAL && token.text().length() <= LONGEST_NAME) {
                        Mentions.words(token.text().toLowerCase(Locale.ROOT)).forEach(mentioned::add);
                    }
                    if (isName(token)) {
                        String name = token.unquoted().toLowerCase(Locale.ROOT);
                        mentioned.add(name);
                        if (creates) {
                            header.add(name);
                        }
                    }
                }
            }
            created.add(header);
        }
        return new ModelText(mentioned, created, owns);
    }

    private static boolean isBehindName(Token token) {
        return token.kind() != Token.Kind.NAME
                && BEHIND_NAME.contains(token.text().toLowerCase(Locale.ROOT));
    }

    private static boolean isName(Token token) {
        return token.kind() == Token.Kind.NAME || token.kind() == Token.Kind.WORD;
    }

    /** Whether the statements mention an object. */
    boolean mentions(SchemaObject object) {
        return isIn(this.mentioned, object);
    }

    /** Whether the statements create an object. */
    boolean creates(SchemaObject object) {
        return this.created.stream().anyMatch((header) -> isIn(header, object));
    }

    private static boolean isIn(Set<String> names, SchemaObject object) {
        String namespace = Needs.name(object).namespace();
        return names.contains(Needs.simpleName(Needs.name(object)).toLowerCase(Locale.ROOT))
                && (namespace == null || names.contains(namespace.toLowerCase(Locale.ROOT)));
    }

    /**
     * Whether the models use an object that they do not create: a type or a routine that they cannot define, or an
     * enumerated type of models that cannot define all types.
     */
    boolean lacks(SchemaObject object) {
        if (object instanceof EnumType type) {
            return !this.owns.test(new SqlObject(SqlObject.Kind.DOMAIN, type.name(), null, List.of(), "", Set.of()));
        }
        return object instanceof SqlObject sqlObject
                && Needs.isNamed(sqlObject)
                && sqlObject.kind() != SqlObject.Kind.PARTITION
                && !this.owns.test(sqlObject);
    }
}
