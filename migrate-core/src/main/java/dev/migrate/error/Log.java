package dev.migrate.error;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A logger that escapes control characters in its arguments to prevent log injection: revision messages, file names,
 * SQL, and database messages are untrusted.
 */
public final class Log {

    private final Logger logger;

    private Log(Logger logger) {
        this.logger = logger;
    }

    /** Returns the logger of a class. */
    public static Log of(Class<?> type) {
        return new Log(LoggerFactory.getLogger(type));
    }

    /** Logs at level {@code error}, with the stack trace if the last argument is a throwable. */
    public void error(String message, @Nullable Object... arguments) {
        this.logger.error(message, safe(arguments));
    }

    /** Logs at level {@code warn}. */
    public void warn(String message, @Nullable Object... arguments) {
        this.logger.warn(message, safe(arguments));
    }

    /** Logs at level {@code info}. */
    public void info(String message, @Nullable Object... arguments) {
        this.logger.info(message, safe(arguments));
    }

    /** Logs at level {@code debug}. */
    public void debug(String message, @Nullable Object... arguments) {
        if (this.logger.isDebugEnabled()) {
            this.logger.debug(message, safe(arguments));
        }
    }

    /** Returns whether {@code info} is enabled, for arguments that are expensive to compute. */
    public boolean isInfoEnabled() {
        return this.logger.isInfoEnabled();
    }

    private static @Nullable Object[] safe(@Nullable Object[] arguments) {
        return Arrays.stream(arguments)
                .map((argument) -> argument == null || argument instanceof Throwable || argument instanceof Number
                        ? argument
                        : Printable.folded(argument.toString()))
                .toArray();
    }
}
