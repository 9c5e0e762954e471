package dev.migrate.ddl;

import dev.migrate.ddl.StringType.Content;
import dev.migrate.ddl.StringType.Unit;
import dev.migrate.schema.Column;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The string types of MariaDB and MySQL, and which of their changes copy the table. */
final class MySqlStrings {

    private static final Map<String, Long> LIMITS =
            Map.of("tiny", 255L, "", 65_535L, "medium", 16_777_215L, "long", 4_294_967_295L);
    private static final Pattern LARGE = Pattern.compile("(tiny|medium|long|)(text|blob)");
    private static final Pattern VARYING = Pattern.compile("(varchar|varbinary)\\((\\d+)\\)");
    private static final Pattern LABELS = Pattern.compile("(enum|set)\\((.*)\\)");
    private static final Pattern NUMERIC_LABELS = Pattern.compile("enum\\('-?\\d+(\\.\\d+)?'(,'-?\\d+(\\.\\d+)?')*\\)");
    private static final Pattern NUMBER =
            Pattern.compile("(tinyint|smallint|mediumint|int|bigint|decimal|float|double)\\b.*");
    private static final Map<String, Integer> BYTES_OF_CHARACTER =
            Map.of("latin1", 1, "ascii", 1, "binary", 1, "utf8mb3", 3, "utf8", 3, "ucs2", 2);

    /** The longest value whose length is stored in one byte. */
    private static final int SHORT = 255;

    private MySqlStrings() {}

    static Optional<StringType> of(String type) {
        Matcher large = LARGE.matcher(type.toLowerCase(Locale.ROOT));
        if (large.matches()) {
            Content content = large.group(2).equals("text") ? Content.TEXT : Content.BYTES;
            return Optional.of(new StringType(
                    content, false, LIMITS.getOrDefault(large.group(1), StringType.UNLIMITED), Unit.BYTES));
        }
        return StringType.of(type);
    }

    /** Whether a change that keeps all values copies the table. */
    static boolean rewrites(Column before, Column after) {
        Matcher from = VARYING.matcher(before.type());
        Matcher to = VARYING.matcher(after.type());
        if (from.matches() && to.matches() && from.group(1).equals(to.group(1))) {
            boolean isText = from.group(1).equals("varchar");
            int size = isText ? bytesOfCharacter(after.collation()) : 1;
            long least = Long.parseLong(from.group(2)) * size;
            long most = Long.parseLong(to.group(2)) * size;
            return most < least
                    || (least <= SHORT && most > SHORT)
                    || (isText && !isSameCharset(before.collation(), after.collation()));
        }
        Matcher labels = LABELS.matcher(before.type());
        Matcher more = LABELS.matcher(after.type());
        return !labels.matches()
                || !more.matches()
                || !labels.group(1).equals(more.group(1))
                || !(more.group(2) + ",").startsWith(labels.group(2) + ",");
    }

    /** Whether one of two types has only labels that are numbers, and the other one is a type of numbers. */
    static boolean areLabelsAndNumbers(String one, String other) {
        return (NUMERIC_LABELS.matcher(one).matches() && NUMBER.matcher(other).matches())
                || (NUMERIC_LABELS.matcher(other).matches()
                        && NUMBER.matcher(one).matches());
    }

    /** Returns a column that holds the texts of its values between two types, with the properties after its type. */
    static Column asText(Column before, Column after, String properties) {
        return new Column(
                after.name(),
                "varchar(%d)%s".formatted(SHORT, properties),
                before.nullable(),
                null,
                null,
                null,
                before.collation() == null ? after.collation() : before.collation(),
                null,
                null);
    }

    /** Compares a text with what is left of it in the new character set, unless that contains every character. */
    static Optional<String> hasUnknownCharacter(String text, @Nullable String before, @Nullable String after) {
        if (after == null || charset(after).equals("utf8mb4")) {
            return Optional.empty();
        }
        boolean contained = before != null
                && (charset(before).equals(charset(after))
                        || charset(before).equals("ascii")
                        || (charset(after).startsWith("utf8") && charset(before).equals("latin1")));
        return contained
                ? Optional.empty()
                : Optional.of(
                        "%1$s <> CONVERT(CONVERT(%1$s USING %2$s) USING utf8mb4)".formatted(text, charset(after)));
    }

    static Optional<String> recollated(String text, @Nullable String collation) {
        return Optional.ofNullable(collation)
                .map((known) -> "CONVERT(%s USING %s) COLLATE %s".formatted(text, charset(known), known));
    }

    private static boolean isSameCharset(@Nullable String before, @Nullable String after) {
        if (before == null || after == null) {
            return Objects.equals(before, after);
        }
        return charset(before).equals(charset(after));
    }

    private static String charset(String collation) {
        return collation.split("_", 2)[0];
    }

    private static int bytesOfCharacter(@Nullable String collation) {
        return collation == null ? 4 : BYTES_OF_CHARACTER.getOrDefault(charset(collation), 4);
    }
}
