package dev.migrate.autogenerate.jdbc;

import dev.migrate.autogenerate.DatabaseContext;
import dev.migrate.operation.ColumnPart;
import dev.migrate.operation.SqlType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.UUID;
import org.springframework.util.ClassUtils;

/**
 * Selects the type of a new column by the Java type of its values. Lengths are guesses, so the script has a warning to
 * review the types.
 */
final class ColumnTypes {

    private static final int LENGTH = 255;
    private static final int PRECISION = 38;
    private static final int SCALE = 2;

    private static final Map<Class<?>, SqlType> TYPES = Map.ofEntries(
            Map.entry(String.class, SqlType.varchar(LENGTH)),
            Map.entry(Character.class, SqlType.character(1)),
            Map.entry(Boolean.class, SqlType.bool()),
            Map.entry(Byte.class, SqlType.smallint()),
            Map.entry(Short.class, SqlType.smallint()),
            Map.entry(Integer.class, SqlType.integer()),
            Map.entry(Long.class, SqlType.bigint()),
            Map.entry(BigInteger.class, SqlType.decimal(PRECISION, 0)),
            Map.entry(BigDecimal.class, SqlType.decimal(PRECISION, SCALE)),
            Map.entry(Float.class, SqlType.floating()),
            Map.entry(Double.class, SqlType.floating()),
            Map.entry(LocalDate.class, SqlType.date()),
            Map.entry(java.sql.Date.class, SqlType.date()),
            Map.entry(LocalTime.class, SqlType.time()),
            Map.entry(java.sql.Time.class, SqlType.time()),
            Map.entry(LocalDateTime.class, SqlType.timestamp()),
            Map.entry(java.util.Date.class, SqlType.timestamp()),
            Map.entry(java.sql.Timestamp.class, SqlType.timestamp()),
            Map.entry(OffsetDateTime.class, SqlType.instant()),
            Map.entry(ZonedDateTime.class, SqlType.instant()),
            Map.entry(UUID.class, SqlType.uuid()),
            Map.entry(byte[].class, SqlType.blob()));

    private final DatabaseContext databaseContext;

    ColumnTypes(DatabaseContext databaseContext) {
        this.databaseContext = databaseContext;
    }

    /** Returns the type for values of a class; text, which holds anything, for an unknown class. */
    SqlType of(Class<?> stored) {
        SqlType known = TYPES.get(ClassUtils.resolvePrimitiveIfNecessary(stored));
        if (known != null) {
            return known;
        }
        return stored.isArray() ? array(stored.componentType()) : SqlType.text();
    }

    private SqlType array(Class<?> component) {
        String type = this.databaseContext
                .portableTypes()
                .column("element", new ColumnPart("element", of(component), true, false, null, null, null))
                .type();
        return this.databaseContext.arrayType(type).map(SqlType::own).orElseGet(SqlType::text);
    }

    /** Returns the type family for values of a class; {@link JdbcTypeFamily#OTHER} if only the application knows it. */
    static JdbcTypeFamily family(Class<?> stored) {
        SqlType known = TYPES.get(ClassUtils.resolvePrimitiveIfNecessary(stored));
        if (known == null) {
            return JdbcTypeFamily.OTHER;
        }
        return switch (known.kind()) {
            case CHAR, VARCHAR, TEXT -> JdbcTypeFamily.TEXT;
            case BOOLEAN -> JdbcTypeFamily.BOOLEAN;
            case SMALLINT, INTEGER, BIGINT -> JdbcTypeFamily.WHOLE;
            case DECIMAL -> JdbcTypeFamily.DECIMAL;
            case DOUBLE -> JdbcTypeFamily.FLOATING;
            case DATE -> JdbcTypeFamily.DATE;
            case TIME -> JdbcTypeFamily.TIME;
            case TIMESTAMP, INSTANT -> JdbcTypeFamily.TIMESTAMP;
            case VARBINARY, BLOB -> JdbcTypeFamily.BINARY;
            case UUID -> JdbcTypeFamily.UUID;
            case JSON, OWN -> JdbcTypeFamily.OTHER;
        };
    }
}
