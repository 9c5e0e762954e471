package dev.migrate.ddl;

import dev.migrate.operation.ColumnPart;
import dev.migrate.operation.PortableTypes;
import dev.migrate.operation.SqlType;
import dev.migrate.schema.Column;
import dev.migrate.schema.Identity;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Sequence;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The types and names of portable operations. This class holds the standard; the class of each product holds only the
 * differences.
 */
public class DialectTypes implements PortableTypes {

    private final String dialect;
    private final Ddl ddl;
    private final String textType;

    public DialectTypes(String dialect, Ddl ddl, String textType) {
        this.dialect = dialect;
        this.ddl = ddl;
        this.textType = textType;
    }

    @Override
    public String dialect() {
        return this.dialect;
    }

    @Override
    public String stored(String name) {
        return Stream.<UnaryOperator<String>>of(
                        UnaryOperator.identity(),
                        (given) -> given.toUpperCase(Locale.ROOT),
                        (given) -> given.toLowerCase(Locale.ROOT))
                .map((fold) -> fold.apply(name))
                .filter((folded) -> this.ddl.plainName().matcher(folded).matches())
                .findFirst()
                .orElse(name);
    }

    @Override
    public String written(String name) {
        return this.ddl.identifier(name);
    }

    @Override
    public String literal(Object value) {
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        return value instanceof String text
                ? this.ddl.literal(text)
                : value.toString().toUpperCase(Locale.ROOT);
    }

    @Override
    public Column column(String name, ColumnPart part) {
        return new Column(
                name,
                part.identity() ? numberedType(part.type()) : type(part.type()),
                part.nullable(),
                defaultOf(part),
                part.identity() ? numbering() : null,
                null,
                null,
                null,
                part.comment());
    }

    private @Nullable String defaultOf(ColumnPart part) {
        if (part.value() != null) {
            return literal(part.value());
        }
        return part.isDefaultNow() ? now(part.type()) : part.expression();
    }

    /** Returns the name of a type. */
    String type(SqlType type) {
        return switch (type.kind()) {
            case DOUBLE -> "DOUBLE PRECISION";
            case TEXT -> this.textType.toUpperCase(Locale.ROOT);
            case INSTANT -> "TIMESTAMP WITH TIME ZONE";
            case OWN -> type.word();
            default -> type.kind() + sizes(type);
        };
    }

    private static String sizes(SqlType type) {
        return type.sizes().isEmpty()
                ? ""
                : type.sizes().stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
    }

    /** Returns the name of the type of an identity column. */
    String numberedType(SqlType type) {
        return type(type);
    }

    /** Returns the identity of an auto-increment column; null where a primary key increments without one. */
    @Nullable
    Identity numbering() {
        return new Identity(Identity.Mode.BY_DEFAULT, "");
    }

    /** Returns the expression for the time of insertion. */
    String now(SqlType type) {
        return "CURRENT_TIMESTAMP";
    }

    @Override
    public Sequence sequence(QualifiedName name, long start, long increment) {
        return sequence(name, "bigint", start, increment, Long.MAX_VALUE, 1);
    }

    /** Returns a sequence with the largest range that the product allows. */
    static Sequence sequence(QualifiedName name, String type, long start, long increment, long highest, long cache) {
        return increment > 0
                ? new Sequence(name, type, start, increment, Math.min(1, start), highest, cache, false)
                : new Sequence(name, type, start, increment, -highest, Math.max(-1, start), cache, false);
    }
}
