package dev.migrate.dialect;

import dev.migrate.operation.SqlType;

/** PostgreSQL's words for portable operations. */
final class PostgresWords extends Words {

    PostgresWords(String dialect, Ddl ddl, String textType) {
        super(dialect, ddl, textType);
    }

    @Override
    String type(SqlType type) {
        return switch (type.kind()) {
            case VARBINARY, BLOB -> "BYTEA";
            case JSON -> "JSONB";
            default -> super.type(type);
        };
    }
}
