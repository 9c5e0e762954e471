package dev.migrate.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.autogenerate.jpa.EntityClasses;
import dev.migrate.error.AutogenerateException;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.Wording;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import dev.migrate.testsupport.TestDatabase;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is reported if Hibernate cannot build the model. The product makes no difference. */
@DatabaseTest(DatabaseProduct.H2)
class MappingFailureTests {

    @Test
    void namesTheMappingThatHibernateRejects(TestDatabase database) {
        assertRefused(
                failure(database, List.of(Keyless.class), Map.of()),
                Keyless.class.getName(),
                "Correct the mapping, with which the application cannot start either.");
    }

    @Test
    void namesTheDialectThatIsMissing(TestDatabase database) {
        assertRefused(
                failure(database, List.of(Plain.class), Map.of("hibernate.dialect", "no.such.Dialect")),
                "class 'no.such.Dialect' is not on the class path.",
                "Correct the Hibernate setting that names it, or add the dependency that contains it.");
    }

    @Test
    void namesTheNamingStrategyThatIsMissing(TestDatabase database) {
        assertRefused(
                failure(database, List.of(Plain.class), Map.of("hibernate.physical_naming_strategy", "no.such.Names")),
                "class 'no.such.Names' is not on the class path.",
                "Correct the Hibernate setting that names it");
    }

    @Test
    void namesTheConverterThatFails(TestDatabase database) {
        assertRefused(
                failure(database, List.of(Converted.class, FailingConverter.class), Map.of()),
                "no converter today",
                "Correct the ");
    }

    @Test
    void namesTheClassThatIsMissing(TestDatabase database) {
        assertRefused(
                failure(database, List.of(Converted.class, IncompleteConverter.class), Map.of()),
                "class 'no.such.Library' is not on the class path.",
                "Add the dependency that contains it.");
    }

    private static void assertRefused(AutogenerateException refusal, String message, String remedy) {
        assertThat(refusal.code()).isEqualTo(ErrorCode.MODEL_REFUSED);
        assertThat(refusal)
                .hasMessageStartingWith("Hibernate did not generate a schema from the entities: ")
                .hasMessageContaining(message);
        assertThat(refusal.remedy().in(Wording.properties())).startsWith(remedy);
    }

    private static AutogenerateException failure(
            TestDatabase database, List<Class<?>> classes, Map<String, Object> settings) {
        return catchThrowableOfType(
                AutogenerateException.class, () -> new EntityClasses(classes, settings).desired(context(database)));
    }

    private static DatabaseContext context(TestDatabase database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            return DatabaseContext.of(connection);
        }
    }

    @Entity
    static class Plain {
        @Id
        Long id;
    }

    @Entity
    static class Keyless {
        String name;
    }

    @Entity
    static class Converted {
        @Id
        Long id;

        Thread.State state;
    }

    @Converter(autoApply = true)
    static class FailingConverter implements AttributeConverter<Thread.State, String> {

        FailingConverter() {
            throw new IllegalStateException("no converter today");
        }

        @Override
        public String convertToDatabaseColumn(Thread.State attribute) {
            return attribute.name();
        }

        @Override
        public Thread.State convertToEntityAttribute(String column) {
            return Thread.State.valueOf(column);
        }
    }

    @Converter(autoApply = true)
    static class IncompleteConverter implements AttributeConverter<Thread.State, String> {

        IncompleteConverter() {
            throw new NoClassDefFoundError("no/such/Library");
        }

        @Override
        public String convertToDatabaseColumn(Thread.State attribute) {
            return attribute.name();
        }

        @Override
        public Thread.State convertToEntityAttribute(String column) {
            return Thread.State.valueOf(column);
        }
    }
}
