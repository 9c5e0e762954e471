package dev.migrate.autogenerate.jdbc;

import dev.migrate.autogenerate.DatabaseContext;
import dev.migrate.schema.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import org.springframework.data.relational.core.sql.IdentifierProcessing;
import org.springframework.data.relational.core.sql.SqlIdentifier;

/** Converts Spring Data's identifiers to names as the catalog spells them. */
final class Identifiers {

    private final IdentifierProcessing processing;
    private final DatabaseContext databaseContext;

    Identifiers(IdentifierProcessing processing, DatabaseContext databaseContext) {
        this.processing = processing;
        this.databaseContext = databaseContext;
    }

    String column(SqlIdentifier identifier) {
        return spelled(identifier.toSql(this.processing));
    }

    QualifiedName table(SqlIdentifier identifier) {
        List<String> parts = new ArrayList<>();
        identifier.forEach((part) -> parts.add(spelled(part.toSql(this.processing))));
        String name = parts.get(parts.size() - 1);
        String namespace = parts.size() == 1 ? null : parts.get(parts.size() - 2);
        return new QualifiedName(
                namespace == null || namespace.equals(this.databaseContext.defaultSchema()) ? null : namespace, name);
    }

    /** Returns a name in SQL as the catalog spells it. */
    String spelled(String sql) {
        char quote = sql.charAt(0);
        return Character.isLetter(quote) || quote == '_'
                ? this.databaseContext.folded(sql)
                : sql.substring(1, sql.length() - 1).replace("" + quote + quote, "" + quote);
    }
}
