package dev.migrate.ddl;

import dev.migrate.operation.SqlType;
import dev.migrate.schema.Identity;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Sequence;
import org.jspecify.annotations.Nullable;

/** The types of portable operations on SQLite, where a primary key of type {@code INTEGER} increments automatically. */
public final class SqliteTypes extends DialectTypes {

    public SqliteTypes(String dialect, Ddl ddl, String textType) {
        super(dialect, ddl, textType);
    }

    @Override
    String type(SqlType type) {
        return switch (type.kind()) {
            case VARBINARY -> "BLOB";
            case INSTANT -> "TIMESTAMP";
            case UUID, JSON -> "TEXT";
            default -> super.type(type);
        };
    }

    @Override
    String numberedType(SqlType type) {
        return "INTEGER";
    }

    @Override
    @Nullable
    Identity numbering() {
        return null;
    }

    @Override
    public Sequence sequence(QualifiedName name, long start, long increment) {
        throw new UnsupportedOperationException("SQLite has no sequences");
    }
}
