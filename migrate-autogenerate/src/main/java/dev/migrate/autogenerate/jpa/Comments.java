package dev.migrate.autogenerate.jpa;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.MySQLDialect;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Table;
import org.jspecify.annotations.Nullable;

/**
 * Escapes the comments in Hibernate's metadata while the schema is exported, because Hibernate does not escape them.
 */
final class Comments {

    private final List<Runnable> originals = new ArrayList<>();

    private Comments() {}

    static Comments escaped(Collection<Table> tables, Dialect dialect) {
        Comments comments = new Comments();
        UnaryOperator<@Nullable String> escape = escape(dialect);
        for (Table table : tables) {
            String comment = table.getComment();
            if (comment != null) {
                table.setComment(escape.apply(comment));
                comments.originals.add(() -> table.setComment(comment));
            }
            for (Column column : table.getColumns()) {
                String columnComment = column.getComment();
                if (columnComment != null) {
                    column.setComment(escape.apply(columnComment));
                    comments.originals.add(() -> column.setComment(columnComment));
                }
            }
        }
        return comments;
    }

    private static UnaryOperator<@Nullable String> escape(Dialect dialect) {
        if (!dialect.hasAlterTable()) {
            return (comment) -> null; // SQLite has no comments
        }
        boolean backslashes = dialect instanceof MySQLDialect mySql && !mySql.isNoBackslashEscapesEnabled();
        return (comment) -> {
            String quoted = String.valueOf(comment).replace("'", "''");
            return backslashes ? quoted.replace("\\", "\\\\") : quoted;
        };
    }

    /** Restores the original comments. */
    void restore() {
        this.originals.forEach(Runnable::run);
    }
}
