package dev.migrate.autogenerate.jpa;

import dev.migrate.error.AutogenerateException;
import dev.migrate.error.ErrorCode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hibernate.HibernateException;
import org.hibernate.MappingException;
import org.hibernate.boot.registry.selector.spi.StrategySelectionException;
import org.jspecify.annotations.Nullable;

/** The reason why Hibernate did not build its metadata, with its remedy. */
final class MappingFailure {

    /** The name at the end of a message, which some messages introduce with words. */
    private static final Pattern CLASS_NAME = Pattern.compile("([\\w$./]+)\\W*$");

    private final List<Throwable> causes;

    private MappingFailure(Throwable failure) {
        this.causes =
                Stream.iterate(failure, Objects::nonNull, Throwable::getCause).toList();
    }

    static AutogenerateException of(@Nullable Throwable failure) {
        if (failure == null) {
            return refused("it reported no reason.", "Check the log for the messages of Hibernate.", null);
        }
        MappingFailure mapping = new MappingFailure(failure);
        Optional<String> missing = mapping.missingClass();
        if (missing.isPresent()) {
            return refused(
                    "class '%s' is not on the class path.".formatted(missing.get()),
                    mapping.is(StrategySelectionException.class)
                            ? "Correct the Hibernate setting that names it, or add the dependency that contains it."
                            : "Add the dependency that contains it. For a class of Hibernate, or of a library that it uses, remove the version that differs from the one that Spring Boot manages.",
                    failure);
        }
        if (mapping.is(ExceptionInInitializerError.class)) {
            return refused(mapping.messages(), "Correct the static initialization of the class, then retry.", failure);
        }
        return refused(
                mapping.messages(),
                mapping.is(MappingException.class)
                        ? "Correct the mapping, with which the application cannot start either."
                        : "Correct the class or the setting that the message names. The application cannot start with it either.",
                failure);
    }

    private static AutogenerateException refused(String reason, String remedy, @Nullable Throwable failure) {
        return new AutogenerateException(
                ErrorCode.MODEL_REFUSED,
                "Hibernate did not generate a schema from the entities: " + reason,
                remedy,
                failure);
    }

    private boolean is(Class<? extends Throwable> type) {
        return this.causes.stream().anyMatch(type::isInstance);
    }

    /** Returns the class that could not be found or initialized. */
    private Optional<String> missingClass() {
        for (Throwable cause : this.causes) {
            if (cause instanceof TypeNotPresentException absent) {
                return Optional.of(absent.typeName());
            }
            if (cause instanceof ClassNotFoundException || cause instanceof NoClassDefFoundError) {
                Matcher name = CLASS_NAME.matcher(String.valueOf(cause.getMessage()));
                return name.find() ? Optional.of(name.group(1).replace('/', '.')) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Returns the message of Hibernate, followed by that of the original cause if it is another one. */
    private String messages() {
        Throwable root = this.causes.get(this.causes.size() - 1);
        Throwable reported = this.causes.stream()
                .filter(HibernateException.class::isInstance)
                .findFirst()
                .orElse(root);
        String first = described(reported);
        String last = described(root);
        return first.contains(last) ? first : first + ": " + last;
    }

    private static String described(Throwable cause) {
        return cause.getMessage() == null || cause.getMessage().isBlank() ? cause.toString() : cause.getMessage();
    }
}
