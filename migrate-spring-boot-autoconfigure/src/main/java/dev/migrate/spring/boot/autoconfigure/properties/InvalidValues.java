package dev.migrate.spring.boot.autoconfigure.properties;

import dev.migrate.error.InvalidSettingsException;
import dev.migrate.error.MigrateException;
import dev.migrate.revision.SimilarNames;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/** Explains values of properties that are not durations, or not among the values of a choice. */
public final class InvalidValues {

    private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("migrate");

    private InvalidValues() {}

    /** Returns the explanation if a failure was caused by such a value of a property below {@code migrate}. */
    public static Optional<MigrateException> explain(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(BindException.class::isInstance)
                .map(BindException.class::cast)
                .filter((cause) -> PREFIX.isAncestorOf(cause.getName()))
                .findFirst()
                .flatMap(InvalidValues::explanation);
    }

    private static Optional<MigrateException> explanation(BindException failure) {
        ConfigurationProperty property = failure.getProperty();
        Class<?> type = failure.getTarget().getType().resolve(Object.class);
        if (property == null || !(type.isEnum() || type == Duration.class)) {
            return Optional.empty();
        }
        String value = String.valueOf(property.getValue());
        String origin = property.getOrigin() == null ? "" : " (%s)".formatted(property.getOrigin());
        return Optional.of(new InvalidSettingsException(
                failure.getName().toString(),
                "'%s' has the invalid value '%s'%s.".formatted(failure.getName(), value, origin),
                type.isEnum()
                        ? choice(value, type)
                        : "Set it to a number with a unit: ns, us, ms, s, m, h, or d. Examples: '30s', '5m'."));
    }

    private static String choice(String value, Class<?> type) {
        List<String> valid = Stream.of(type.getEnumConstants())
                .map((constant) ->
                        ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
        String suggestion = SimilarNames.to(value, valid).stream()
                .findFirst()
                .map("Did you mean '%s'? "::formatted)
                .orElse("");
        return "%sSet it to one of '%s'.".formatted(suggestion, String.join("', '", valid));
    }
}
