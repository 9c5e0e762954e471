package dev.migrate.error;

import java.sql.SQLException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Masks the credentials of JDBC URLs in messages and causes, since drivers often quote the complete URL. */
final class Secrets {

    private static final String MASK = "$1***";

    private static final Pattern PARAMETER = Pattern.compile(
            "(?i)([?&;,(]\\s*[\\w.-]*(?:passw|passphrase|pwd|secret|token)[\\w.-]*\\s*=)[^&;,)'\"\\s]*");

    private static final Pattern AUTHORITY = Pattern.compile("(jdbc:[\\w:+-]*//[^/:@?;\\s]*:)[^/@?;\\s]+(?=@)");

    private static final Pattern USER_AT_HOST = Pattern.compile("([\\w.-]+:)[^@/?;:'\"()\\s]+(?=@[\\w.-])");

    private Secrets() {}

    static String masked(String text) {
        String masked = PARAMETER.matcher(text).replaceAll(MASK);
        return AUTHORITY.matcher(masked).replaceAll(MASK);
    }

    /** Returns the message as a stack trace would print it. */
    private static String printed(String message) {
        return Printable.block(maskedWidely(message));
    }

    /**
     * Masks credentials also where a driver quotes only the authority of a URL, such as in a message about an unknown
     * host.
     */
    static String maskedWidely(String text) {
        return USER_AT_HOST.matcher(masked(text)).replaceAll(MASK);
    }

    /** Returns the failure itself or, if its messages contain a credential, a masked copy. */
    static @Nullable Throwable without(@Nullable Throwable failure) {
        return failure == null || !containsCredential(failure) ? failure : maskedCopy(failure);
    }

    private static boolean containsCredential(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            String message = each.getMessage();
            if (message != null && !printed(message).equals(message)) {
                return true;
            }
        }
        return false;
    }

    private static Throwable maskedCopy(Throwable failure) {
        String message = printed(String.valueOf(failure.getMessage()));
        Throwable cause = failure.getCause() == null ? null : maskedCopy(failure.getCause());
        Throwable copy = failure instanceof SQLException sql
                ? new SQLException(message, sql.getSQLState(), sql.getErrorCode(), cause)
                : new IllegalStateException(failure.getClass().getName() + ": " + message, cause);
        copy.setStackTrace(failure.getStackTrace());
        return copy;
    }
}
