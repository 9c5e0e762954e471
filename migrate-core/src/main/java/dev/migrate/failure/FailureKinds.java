package dev.migrate.failure;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Classifies failures: by the codes of the product, then by SQLState and exception type, then by the message. */
public final class FailureKinds {

    private static final int CLASS = 2;

    /** Messages that connection pools and wrappers throw without a code. */
    private static final Pattern CLOSED =
            Pattern.compile("(?i).*\\bconnection (is|was|has( already)? been|is already) closed\\b.*");

    private static final Pattern NO_SPACE = Pattern.compile("(?is).*\\bno space left on device\\b.*");

    private FailureKinds() {}

    /** Classifies failures by the codes of one product; returns null to fall back to the SQL standard. */
    @FunctionalInterface
    public interface OfProduct {
        @Nullable
        FailureKind of(SQLException failure);
    }

    /** Returns the kind of the first failure in a chain that can be classified, or {@link FailureKind#OTHER}. */
    public static FailureKind of(@Nullable Throwable failure, OfProduct product) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                for (SQLException each = sql;
                        each != null && (each == sql || seen.add(each));
                        each = each.getNextException()) {
                    FailureKind kind = ofOne(each, product);
                    if (kind != FailureKind.OTHER) {
                        return kind;
                    }
                }
            }
        }
        return FailureKind.OTHER;
    }

    private static FailureKind ofOne(SQLException failure, OfProduct product) {
        FailureKind known = product.of(failure);
        if (known != null) {
            return known;
        }
        String message = Objects.requireNonNullElse(failure.getMessage(), "");
        if (NO_SPACE.matcher(message).matches()) {
            return FailureKind.DISK_FULL;
        }
        if (failure.getSQLState() == null
                && (isOfConnection(failure) || CLOSED.matcher(message).matches())) {
            return FailureKind.CONNECTION_LOST;
        }
        if (failure instanceof SQLTimeoutException) {
            return FailureKind.STATEMENT_TIMEOUT;
        }
        FailureKind standard = STANDARD.get(stateClass(failure));
        if (standard != null) {
            return standard;
        }
        return failure instanceof SQLSyntaxErrorException ? FailureKind.SYNTAX : FailureKind.OTHER;
    }

    /**
     * Returns whether the exception type denotes a connection failure. Drivers also use these types for states that
     * they do not know, so an SQLState, if present, takes precedence.
     */
    private static boolean isOfConnection(SQLException failure) {
        return failure instanceof SQLNonTransientConnectionException
                || failure instanceof SQLTransientConnectionException
                || failure instanceof SQLRecoverableException;
    }

    private static final Map<String, FailureKind> STANDARD = Map.of(
            "08", FailureKind.CONNECTION_LOST,
            "23", FailureKind.CONSTRAINT,
            "40", FailureKind.CONFLICT,
            "42", FailureKind.SYNTAX,
            "53", FailureKind.OUT_OF_RESOURCES);

    private static String stateClass(SQLException failure) {
        String state = Objects.requireNonNullElse(failure.getSQLState(), "");
        return state.length() < CLASS ? "" : state.substring(0, CLASS);
    }
}
