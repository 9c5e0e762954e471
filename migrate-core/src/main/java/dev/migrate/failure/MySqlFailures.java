package dev.migrate.failure;

import java.sql.SQLException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Classifies failures of MySQL and MariaDB by error code, which is more specific than their SQLStates. */
public final class MySqlFailures {

    private static final Map<Integer, FailureKind> KINDS = kinds();

    /**
     * Options that make a server read-only; other options, such as {@code --secure-file-priv}, share the error code.
     */
    private static final Pattern READ_ONLY = Pattern.compile("(?is).*\\bread[-_]only\\b.*");

    private static final int REFUSED_BY_OPTION = 1290;

    /** Messages of the operating system for a full disk. */
    private static final Pattern NO_SPACE =
            Pattern.compile("(?is).*(\\berror 28\\b|\\berrcode: 28\\b|\\bno space left\\b).*");

    /** Message of MariaDB's driver for a character set that it does not support. */
    private static final Pattern UNSUPPORTED = Pattern.compile("(?is).*\\bcharacter set was changed to\\b.*");

    private MySqlFailures() {}

    /** Returns the kind of a failure, or null if its error code does not determine it. */
    public static @Nullable FailureKind kind(SQLException failure) {
        String message = Objects.requireNonNullElse(failure.getMessage(), "");
        if (failure.getErrorCode() == REFUSED_BY_OPTION) {
            return READ_ONLY.matcher(message).matches() ? FailureKind.READ_ONLY : null;
        }
        if (NO_SPACE.matcher(message).matches()) {
            return FailureKind.DISK_FULL;
        }
        if (UNSUPPORTED.matcher(message).matches()) {
            return FailureKind.REFUSED_BY_DRIVER;
        }
        return KINDS.get(failure.getErrorCode());
    }

    private static Map<Integer, FailureKind> kinds() {
        Map<Integer, FailureKind> kinds = new HashMap<>();
        put(kinds, FailureKind.CONNECTION_LOST, 1158, 1159, 1160, 1161, 2006, 2013, 2055, 4031);
        put(kinds, FailureKind.SESSION_ENDED, 1053, 1927, 1152, 1184);
        put(kinds, FailureKind.STATEMENT_TIMEOUT, 1969, 3024);
        put(kinds, FailureKind.CANCELED, 1317, 1028);
        put(kinds, FailureKind.LOCK_TIMEOUT, 1205, 3572);
        put(kinds, FailureKind.CONFLICT, 1213, 1020);
        put(kinds, FailureKind.DISK_FULL, 1021, 1114);
        put(kinds, FailureKind.OUT_OF_RESOURCES, 1037, 1038, 1040, 1041, 1135, 1203, 1206, 1226);
        put(kinds, FailureKind.MISSING_RIGHT, 1044, 1045, 1142, 1143, 1227, 1370, 1419);
        put(kinds, FailureKind.READ_ONLY, 1036, 1792, 1836, 1874);
        put(kinds, FailureKind.MISSING_TABLE, 1146);
        put(kinds, FailureKind.MISSING_SCHEMA, 1049);
        put(kinds, FailureKind.DUPLICATE, 1050, 1060, 1062);
        return Collections.unmodifiableMap(kinds);
    }

    private static void put(Map<Integer, FailureKind> kinds, FailureKind kind, int... codes) {
        for (int code : codes) {
            kinds.put(code, kind);
        }
    }
}
